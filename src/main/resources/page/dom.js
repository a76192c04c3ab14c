// Elements. Texts become text nodes and nothing else, so no data is ever read as HTML.

/**
 * An element with properties and children.
 * `on…` is a listener, booleans and functions are properties, all else is an attribute.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || typeof value === "boolean") element[name] = value;
    else element.setAttribute(name, value);
  }
  fill(element, ...children);
  return element;
}

/** Replaces the children of an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let ids = 0;

/** An id that no other element of the page has. */
export function freshId(begin) {
  ids += 1;
  return `${begin}-${ids}`;
}

export function button(text, onclick, properties = {}) {
  return h("button", { type: "button", class: "button", onclick, ...properties }, text);
}

/** A field with its label around it. */
export function labelled(text, control) {
  return h("label", { class: "field" }, text, control);
}

export function option(value, text = value) {
  return h("option", { value }, text);
}

export function select(label, values, chosen, onchange) {
  const element = h(
    "select",
    { "aria-label": label, onchange: () => onchange(element.value) },
    values.map((each) => (Array.isArray(each) ? option(each[0], each[1]) : option(each))),
  );
  element.value = chosen;
  return element;
}

/** A few choices beside each other, of which one is taken: a group of radio buttons. */
export function choice(label, values, chosen, onchange) {
  const name = freshId("choice");
  const element = h(
    "fieldset",
    { class: "choice", "aria-label": label },
    values.map(([value, text]) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onchange(value) }),
        h("span", {}, text),
      ),
    ),
  );
  return element;
}

/** Types a text into a text area, so that it can be undone. */
export function insert(area, text) {
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (!done) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
  }
}

/** Calls `action` when nothing has been asked for `ms` milliseconds. */
export function debounced(action, ms) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, ms);
  };
}

/** Says something to readers of the screen, and shows nothing. */
export function announce(text) {
  let region = document.getElementById("announcements");
  if (!region) {
    region = h("div", { id: "announcements", class: "unseen", "aria-live": "polite" });
    document.body.append(region);
  }
  region.textContent = text;
}

export function panel(title, { end = [], label = title, hidden = false } = {}, ...body) {
  const id = freshId("panel");
  const content = h("div", { class: "body" }, ...body);
  const element = h(
    "section",
    { class: "panel", "aria-labelledby": id, hidden },
    h("header", {}, h("h2", { id }, label), h("div", { class: "end" }, ...end)),
    content,
  );
  return { element, content };
}
