// Sends examples through the client that is generated from the description, and writes what came back as the client
// understood it. Arguments: the service's address, a file of [{"name", "operation", "body"}], and the file to write,
// [{"name", "status", "body"}].

import { readFileSync, writeFileSync } from 'fs';
import * as client from './client';

interface Example {
  name: string;
  operation: string;
  body?: any;
}

// A request made of the client's own types.
const typed: client.EvaluateRequest = {
  expression: 'mean(noise) + sum(a) + sum(b * s)',
  inputs: {
    noise: {
      random: {
        distribution: client.RandomNormalDistributionEnum.Normal,
        shape: [1000],
        seed: 7,
        mean: 100,
        std: 15,
      } satisfies client.RandomNormal,
    } satisfies client.RandomInput,
    a: { dtype: client.DataType.Float32, values: [0.5, 1.5] } satisfies client.ArrayInput,
    b: [[1, 2], [3, 4]],
    s: 2.5,
  },
};

async function main(address: string, source: string, target: string) {
  const configuration = new client.Configuration({ basePath: address });
  const compute = new client.ComputeApi(configuration);
  const service = new client.ServiceApi(configuration);
  const problems = new client.ProblemsApi(configuration);
  const calls: { [operation: string]: (body: any) => Promise<any> } = {
    evaluate: async (body) =>
      client.EvaluateResponseToJSON(
        await compute.evaluate({ evaluateRequest: client.EvaluateRequestFromJSON(body) })),
    filter: async (body) =>
      client.FilterResponseToJSON(
        await compute.filter({ filterRequest: client.FilterRequestFromJSON(body) })),
    reduce: async (body) =>
      client.ReduceResponseToJSON(
        await compute.reduce({ reduceRequest: client.ReduceRequestFromJSON(body) })),
    explain: async (body) =>
      client.ExplainResponseToJSON(
        await compute.explain({ explainRequest: client.ExplainRequestFromJSON(body) })),
    listFunctions: async () => client.VocabularyToJSON(await service.listFunctions()),
    listLimits: async () => client.LimitsToJSON(await service.listLimits()),
    listStrategies: async () => client.StrategiesToJSON(await service.listStrategies()),
    listProblems: async () => client.ProblemsToJSON(await problems.listProblems()),
    getProblem: async () =>
      client.ProblemDescriptionToJSON(await problems.getProblem({ slug: 'unknown-name' })),
    typed: async () =>
      client.EvaluateResponseToJSON(await compute.evaluate({ evaluateRequest: typed })),
  };
  const answers = [];
  for (const example of JSON.parse(readFileSync(source, 'utf8')) as Example[]) {
    try {
      const body = await calls[example.operation](example.body);
      answers.push({ name: example.name, status: 200, body });
    } catch (refused) {
      if (!(refused instanceof client.ResponseError)) {
        throw refused;
      }
      const { status } = refused.response;
      answers.push({ name: example.name, status, body: await refused.response.json() });
    }
  }
  writeFileSync(target, JSON.stringify(answers));
}

const [address, source, target] = process.argv.slice(2);
main(address, source, target).catch((failure) => {
  console.error(failure);
  process.exit(1);
});
