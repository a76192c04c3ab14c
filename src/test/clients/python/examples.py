"""Sends examples through the client that is generated from the description, and writes what came back as the client
understood it. Arguments: the service's address, a file of [{"name", "operation", "body"}], and the file to write,
[{"name", "status", "body"}]."""

import json
import sys

from openapi_client import (
    ApiClient,
    ApiException,
    ArrayInput,
    ComputeApi,
    Configuration,
    DataType,
    EvaluateRequest,
    ExplainRequest,
    FilterRequest,
    ProblemsApi,
    RandomInput,
    RandomNormal,
    ReduceRequest,
    ServiceApi,
)


def typed():
    """A request made of the client's own classes."""
    noise = RandomNormal(distribution="normal", shape=[1000], seed=7, mean=100, std=15)
    return EvaluateRequest(
        expression="mean(noise) + sum(a) + sum(b * s)",
        inputs={
            "noise": RandomInput(random=noise.to_dict()).to_dict(),
            "a": ArrayInput(dtype=DataType.FLOAT32, values=[0.5, 1.5]).to_dict(),
            "b": [[1, 2], [3, 4]],
            "s": 2.5,
        },
    )


def main(address, source, target):
    client = ApiClient(Configuration(host=address))
    compute, service, problems = ComputeApi(client), ServiceApi(client), ProblemsApi(client)
    calls = {
        "evaluate": lambda body: compute.evaluate(EvaluateRequest.from_dict(body)),
        "filter": lambda body: compute.filter(FilterRequest.from_dict(body)),
        "reduce": lambda body: compute.reduce(ReduceRequest.from_dict(body)),
        "explain": lambda body: compute.explain(ExplainRequest.from_dict(body)),
        "listFunctions": lambda body: service.list_functions(),
        "listLimits": lambda body: service.list_limits(),
        "listStrategies": lambda body: service.list_strategies(),
        "listProblems": lambda body: problems.list_problems(),
        "getProblem": lambda body: problems.get_problem("unknown-name"),
        "typed": lambda body: compute.evaluate(typed()),
    }
    answers = []
    with open(source) as examples:
        for example in json.load(examples):
            try:
                answer = calls[example["operation"]](example.get("body"))
                status, body = 200, json.loads(answer.to_json())
            except ApiException as refused:
                status, body = refused.status, json.loads(refused.body)
            answers.append({"name": example["name"], "status": status, "body": body})
    with open(target, "w") as file:
        json.dump(answers, file)


main(*sys.argv[1:])
