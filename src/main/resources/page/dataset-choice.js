// Two fields that choose a column of a dataset.
import { h, labelled, fill, option } from "./dom.js";
import { datasets } from "./datasets.js";

export class DatasetChoice {
  /**
   * @param {{dataset: string, column: string}} chosen changed as a person chooses
   * @param {() => void} onchange
   */
  constructor(chosen, onchange) {
    const column = h("select", { onchange: () => choose(chosen.dataset, column.value) });
    const dataset = h("select", { onchange: () => choose(dataset.value, "") });
    const note = h("span", { class: "soft" });
    this.element = h("span", { class: "row" }, labelled("dataset", dataset), labelled("column", column), note);
    let found = [];

    function choose(id, name) {
      chosen.dataset = id;
      const columns = found.find((each) => each.id === id)?.columns ?? [];
      chosen.column = columns.some((each) => each.name === name) ? name : (columns[0]?.name ?? "");
      show();
      onchange();
    }

    function show() {
      fill(dataset, found.map(({ id }) => option(id, id.slice(0, 11))));
      dataset.value = chosen.dataset;
      const columns = found.find((each) => each.id === chosen.dataset)?.columns ?? [];
      fill(column, columns.map(({ name }) => option(name)));
      column.value = chosen.column;
    }

    datasets().then(
      (list) => {
        found = list;
        note.textContent = list.length === 0 ? "there is none yet" : "";
        if (list.some((each) => each.id === chosen.dataset)) show();
        else if (list.length > 0) choose(list[0].id, "");
      },
      (failure) => (note.textContent = failure.message),
    );
  }
}
