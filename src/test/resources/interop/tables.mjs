// Tables of Arrow's JavaScript package there and back.
import * as arrow from "apache-arrow";

const port = process.argv[2];
const ARROW = "application/vnd.apache.arrow.stream";
let checks = 0;

async function send(request, body, type = ARROW) {
  const address = `http://localhost:${port}/v1/evaluate?request=${encodeURIComponent(JSON.stringify(request))}`;
  const headers = { "Content-Type": type, Accept: ARROW };
  const answer = await fetch(address, { method: "POST", headers, body });
  if (answer.status !== 200) throw new Error(await answer.text());
  return arrow.tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
}

function equal(found, expected, what) {
  const text = (values) => Array.from(values, String).join();
  if (text(found) !== text(expected)) throw new Error(`${what}: ${text(found)} is not ${text(expected)}`);
  checks++;
}

const types = {
  int8: Int8Array, int16: Int16Array, int32: Int32Array, int64: BigInt64Array, uint8: Uint8Array,
  uint16: Uint16Array, uint32: Uint32Array, uint64: BigUint64Array, float32: Float32Array, float64: Float64Array,
};
for (const [dtype, Values] of Object.entries(types)) {
  const big = Values.BYTES_PER_ELEMENT === 8 && !dtype.startsWith("float");
  const values = Values.from(big ? [0n, 1n, 127n] : [0, 1, 127]);
  // Columns over one buffer are written in a form that nobody reads (apache-arrow 21.2.0).
  const sent = arrow.tableToIPC(arrow.tableFromArrays({ x: values, y: values.slice() }), "stream");
  const table = await send({ expressions: { x: "x", y: "y" }, output: { dtype } }, sent);
  equal(table.schema.fields.map((field) => field.name), ["x", "y"], dtype);
  equal(table.getChild("x").toArray(), values, dtype);
  if (table.getChild("y").toArray().constructor !== Values) throw new Error(dtype);
}

const flags = arrow.vectorFromArray([true, false, true, true, false, true, false, false, true], new arrow.Bool());
const sent = arrow.tableToIPC(new arrow.Table({ flag: flags }), "stream");
equal([...(await send({ expressions: { flag: "flag" } }, sent)).getChild("flag")], [...flags], "bool");

const long = Float64Array.from({ length: 100_003 }, (_, index) => (index % 10 ? index / 3 : NaN));
const doubled = await send({ expressions: { y: "2 * x" } }, arrow.tableToIPC(arrow.tableFromArrays({ x: long }), "stream"));
equal(doubled.getChild("y").toArray(), long.map((value) => 2 * value), "float64");
if (doubled.batches.length !== 1) throw new Error(`${doubled.batches.length} batches`);
console.log(checks);
