// Files as inputs: their formats, and what can be told of them before they are sent.

const FORMATS = {
  npy: "application/x-npy",
  csv: "text/csv",
  arrow: "application/vnd.apache.arrow.stream",
  parquet: "application/vnd.apache.parquet",
};
const TABLES = new Set(["csv", "arrow", "parquet"]);
export const ACCEPTED = ".npy,.csv,.arrow,.parquet";

/** Files up to this size are sent with each explanation; of larger ones only a stand-in is. */
const EXPLAINED_WHOLE = 1 << 20;
const HEAD = 1 << 16;

/**
 * What a file is: its media type, whether it is a table, and the names of its columns where they can be told.
 *
 * @throws {Error} where the service reads no such file
 */
export async function described(file) {
  const ending = file.name.split(".").pop().toLowerCase();
  const type = FORMATS[ending];
  if (!type) throw new Error(`“${file.name}” is none of ${ACCEPTED.replaceAll(",", ", ")}`);
  const columns = ending === "csv" ? columnNames(await file.slice(0, HEAD).text()) : [];
  return { file, type, isTable: TABLES.has(ending), columns, standIn: await standIn(file, ending) };
}

/** The names in the first line of CSV. */
export function columnNames(text) {
  const names = [];
  let name = "";
  let quoted = false;
  for (const character of text.replace(/^\uFEFF/, "")) {
    if (character === '"') quoted = !quoted;
    else if (character === "," && !quoted) {
      names.push(name.trim());
      name = "";
    } else if ((character === "\n" || character === "\r") && !quoted) break;
    else name += character;
  }
  names.push(name.trim());
  return names;
}

/** The file itself where it is small, the first lines of a large table, the type of a large array. */
async function standIn(file, ending) {
  if (file.size <= EXPLAINED_WHOLE) return { file };
  if (ending === "csv") {
    const head = await file.slice(0, HEAD).text();
    return { file: new File([head.slice(0, head.lastIndexOf("\n") + 1)], file.name), partial: true };
  }
  const header = ending === "npy" ? npyHeader(await file.slice(0, 4096).arrayBuffer()) : null;
  return header ? { input: { constant: { value: 1, shape: header.shape }, dtype: header.dtype } } : { file };
}

const NPY_TYPES = {
  b1: "bool", i1: "int8", i2: "int16", i4: "int32", i8: "int64",
  u1: "uint8", u2: "uint16", u4: "uint32", u8: "uint64", f2: "float16", f4: "float32", f8: "float64",
};

/** Type and shape in the header of `.npy` (NEP 1), or null where it is none. */
export function npyHeader(buffer) {
  const data = new DataView(buffer);
  if (buffer.byteLength < 12 || data.getUint32(0) !== 0x934e554d) return null;
  const isLong = data.getUint8(6) > 1;
  const length = isLong ? data.getUint32(8, true) : data.getUint16(8, true);
  const text = new TextDecoder("latin1").decode(new Uint8Array(buffer, isLong ? 12 : 10, Math.min(length, buffer.byteLength - 12)));
  const dtype = NPY_TYPES[/'descr':\s*'[<>|=]?(\w+)'/.exec(text)?.[1]];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1].split(",").filter((each) => each.trim() !== "").map(Number);
  return dtype && shape ? { dtype, shape } : null;
}

/** A name for the input that a file becomes. */
export function nameOf(file) {
  const stem = file.name.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}_]+/gu, "_");
  return /^[\p{L}_]/u.test(stem) ? stem : `x${stem}`;
}
