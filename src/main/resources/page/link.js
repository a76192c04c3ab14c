// The page's state in the fragment of its address, so that a link shows the same thing. Nothing of it is run.

const MOST_CHARACTERS = 6000;

/** What a fragment says: the id of a tab, and its state, or null where there is none that can be read. */
export function readLink() {
  const [, id = "", text = ""] = /^#([a-z]*)(?:=(.*))?$/s.exec(location.hash) ?? [];
  try {
    return { id, state: text === "" ? null : JSON.parse(decodeURIComponent(text)) };
  } catch {
    return { id, state: null };
  }
}

/** Puts a tab and its state into the address; the state only as long as links of its length are passed on. */
export function writeLink(id, state) {
  const text = state ? encodeURIComponent(JSON.stringify(state)) : "";
  history.replaceState(null, "", text !== "" && text.length <= MOST_CHARACTERS ? `#${id}=${text}` : `#${id}`);
}
