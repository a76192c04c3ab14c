// The same request for other programs: what the page sent, as it sent it.
import { address } from "./api.js";
import { bodyText, path, REQUEST_PART } from "./request.js";

/** The languages in which a request can be copied: a title and how it is written. */
export const LANGUAGES = { curl, Python: python, JavaScript: javascript };

function curl(request) {
  const to = address(path(request));
  if (request.files.length === 0) {
    return `curl -s -H 'content-type: application/json' ${shell(to)} -d ${shell(bodyText(request))}\n`;
  }
  const parts = request.files.map(({ part, file, type }) => ` \\\n  -F ${shell(`${part}=@"${file.name}";type=${type}`)}`);
  return `curl -s ${shell(to)} \\\n  --form-string ${shell(`${REQUEST_PART}=${bodyText(request)}`)}${parts.join("")}\n`;
}

function python(request) {
  const to = JSON.stringify(address(path(request)));
  const begin = `import json\nimport urllib.request\n\nbody = ${pythonText(bodyText(request))}\n`;
  if (request.files.length === 0) {
    return `${begin}request = urllib.request.Request(
    ${to},
    data=body.encode(),
    headers={"content-type": "application/json"},
)
with urllib.request.urlopen(request) as answer:
    print(json.load(answer))
`;
  }
  const files = request.files.map(({ part, file, type }) => `    (${[part, file.name, type].map((each) => JSON.stringify(each)).join(", ")}),\n`);
  return `${begin}files = [
${files.join("")}]
boundary = "parallax-7f3a9c"
parts = [f'--{boundary}\\r\\ncontent-disposition: form-data; name="${REQUEST_PART}"\\r\\n\\r\\n{body}\\r\\n'.encode()]
for name, path, media_type in files:
    parts.append(
        f'--{boundary}\\r\\ncontent-disposition: form-data; name="{name}"; filename="{path}"\\r\\n'
        f"content-type: {media_type}\\r\\n\\r\\n".encode()
    )
    parts += [open(path, "rb").read(), b"\\r\\n"]
parts.append(f"--{boundary}--\\r\\n".encode())
request = urllib.request.Request(
    ${to},
    data=b"".join(parts),
    headers={"content-type": f"multipart/form-data; boundary={boundary}"},
)
with urllib.request.urlopen(request) as answer:
    print(json.load(answer))
`;
}

function javascript(request) {
  const to = JSON.stringify(address(path(request)));
  const body = `const body = ${javascriptText(bodyText(request))};\n`;
  if (request.files.length === 0) {
    return `${body}const answer = await fetch(${to}, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body,
});
console.log(await answer.text());
`;
  }
  const parts = request.files.map(
    ({ part, file, type }) =>
      `form.append(${JSON.stringify(part)}, new Blob([await readFile(${JSON.stringify(file.name)})], { type: ${JSON.stringify(type)} }), ${JSON.stringify(file.name)});\n`,
  );
  return `import { readFile } from "node:fs/promises";

${body}const form = new FormData();
form.append("${REQUEST_PART}", body);
${parts.join("")}const answer = await fetch(${to}, { method: "POST", body: form });
console.log(await answer.text());
`;
}

function shell(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A text in Python: as it is between three quotes where nothing in it would be read otherwise. */
function pythonText(text) {
  const isPlain = !text.includes("\\") && !text.includes('"""') && !text.endsWith('"');
  return isPlain ? `"""${text}"""` : JSON.stringify(text);
}

function javascriptText(text) {
  const isPlain = !/[\\`]|\$\{/.test(text);
  return isPlain ? `\`${text}\`` : JSON.stringify(text);
}
