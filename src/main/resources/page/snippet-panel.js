// Shows the last request as curl, Python and JavaScript, to copy.
import { h, button, choice, panel, announce } from "./dom.js";
import { LANGUAGES } from "./snippets.js";

export class SnippetPanel {
  #request = null;
  #language = Object.keys(LANGUAGES)[0];
  #text = h("pre", { class: "snippet", tabindex: "0", role: "region", "aria-label": "The request as code" });

  constructor() {
    const languages = choice("Language", Object.keys(LANGUAGES).map((name) => [name, name]), this.#language, (name) => {
      this.#language = name;
      this.#show();
    });
    const copy = button("Copy", () => this.#copy(copy), { class: "button small" });
    this.element = panel("The same request", { end: [h("div", { class: "snippet-languages" }, languages), copy] }, this.#text).element;
    this.element.classList.add("last");
  }

  show(request) {
    this.#request = request;
    this.#show();
  }

  #show() {
    this.#text.textContent = this.#request ? LANGUAGES[this.#language](this.#request) : "";
  }

  async #copy(copy) {
    try {
      await navigator.clipboard.writeText(this.#text.textContent);
      copy.textContent = "Copied";
    } catch {
      // Without a secure context there is no clipboard: the text is selected instead.
      getSelection().selectAllChildren(this.#text);
      copy.textContent = "Selected";
    }
    announce(copy.textContent);
    setTimeout(() => (copy.textContent = "Copy"), 1500);
  }
}
