// A problem as a person reads it: title, detail, the place with its caret, and what to do.
import { h } from "./dom.js";
import { advice, address } from "./api.js";

const SHOWN = 8;

/** @param {object} content the problem's JSON */
export function problemView(content) {
  const hint = h("span", { class: "soft" });
  if (content.type) advice(content.type).then((text) => (hint.textContent = text ?? ""));
  const others = (content.errors ?? []).slice(1);
  return h(
    "div",
    { class: "problem", role: "alert" },
    h("div", {}, h("strong", {}, content.title ?? "The request failed"), content.status ? h("span", { class: "soft" }, ` · ${content.status}`) : null),
    content.detail ? h("div", {}, content.detail) : null,
    content.position?.caret ? h("pre", { tabindex: "0", "aria-label": "Place of the error" }, content.position.caret) : null,
    content.position?.line ? h("div", { class: "soft" }, `line ${content.position.line}, column ${content.position.column}`) : null,
    others.length > 0 ? h("ul", {}, others.slice(0, SHOWN).map((each) => h("li", {}, each.detail)), others.length > SHOWN ? h("li", {}, `and ${others.length - SHOWN} more`) : null) : null,
    hint,
    content.type ? h("div", {}, h("a", { href: address(content.type.replace(/^\//, "")), target: "_blank", rel: "noopener" }, "About this problem")) : null,
  );
}

/** An explanation names the places below the operation that it explains. */
const EXPLAINED = /^\/(evaluate|reduce|filter|map)(?=\/)/;

/** The places of a problem as `{pointer, offset}`: its own and those of its other errors. */
export function places(content) {
  return [content, ...(content.errors ?? [])]
    .filter((each) => each.pointer !== undefined)
    .map((each) => ({ pointer: each.pointer.replace(EXPLAINED, ""), offset: each.position?.offset }));
}
