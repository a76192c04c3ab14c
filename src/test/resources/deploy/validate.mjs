// Checks manifests against the models of Kubernetes and of Prometheus' operator.
// usage: node validate.mjs FILE.json, an array of manifests; prints what is wrong and ends with 1.
import { readFileSync } from "node:fs";

let wrong = 0;
for (const manifest of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const { apiVersion, kind } = manifest;
  const models = apiVersion.startsWith("monitoring.coreos.com")
    ? `@kubernetes-models/prometheus-operator/${apiVersion}/${kind}`
    : `kubernetes-models/${apiVersion}/${kind}`;
  try {
    const model = (await import(models))[kind];
    new model(manifest).validate();
    console.log(`${apiVersion} ${kind} ${manifest.metadata.name}: valid`);
  } catch (failure) {
    wrong += 1;
    console.log(`${apiVersion} ${kind}: ${failure.message}`);
  }
}
process.exit(wrong === 0 ? 0 : 1);
