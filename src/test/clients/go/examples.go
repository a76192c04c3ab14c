// Sends examples through the client that is generated from the description, and writes what came back as the client
// understood it. Arguments: the service's address, a file of [{"name", "operation", "body"}], and the file to write,
// [{"name", "status", "body"}].
package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"

	"examples/client"
)

type example struct {
	Name      string          `json:"name"`
	Operation string          `json:"operation"`
	Body      json.RawMessage `json:"body"`
}

type answer struct {
	Name   string      `json:"name"`
	Status int         `json:"status"`
	Body   interface{} `json:"body"`
}

// A request made of the client's own types.
func typed() client.EvaluateRequest {
	noise := client.NewRandomNormal("normal", []int64{1000})
	noise.SetSeed(7)
	noise.SetMean(100)
	noise.SetStd(15)
	a := client.NewArrayInput([]float64{0.5, 1.5})
	a.SetDtype(client.FLOAT32)
	request := client.NewEvaluateRequest()
	request.SetExpression("mean(noise) + sum(a) + sum(b * s)")
	request.SetInputs(map[string]interface{}{
		"noise": client.NewRandomInput(noise),
		"a":     a,
		"b":     [][]int{{1, 2}, {3, 4}},
		"s":     2.5,
	})
	return *request
}

func read[T any](body json.RawMessage) T {
	var value T
	check(json.Unmarshal(body, &value))
	return value
}

func send(api *client.APIClient, one example) (interface{}, *http.Response, error) {
	ctx := context.Background()
	switch one.Operation {
	case "evaluate":
		return api.ComputeAPI.Evaluate(ctx).EvaluateRequest(read[client.EvaluateRequest](one.Body)).Execute()
	case "filter":
		return api.ComputeAPI.Filter(ctx).FilterRequest(read[client.FilterRequest](one.Body)).Execute()
	case "reduce":
		return api.ComputeAPI.Reduce(ctx).ReduceRequest(read[client.ReduceRequest](one.Body)).Execute()
	case "explain":
		return api.ComputeAPI.Explain(ctx).ExplainRequest(read[client.ExplainRequest](one.Body)).Execute()
	case "listFunctions":
		return api.ServiceAPI.ListFunctions(ctx).Execute()
	case "listLimits":
		return api.ServiceAPI.ListLimits(ctx).Execute()
	case "listStrategies":
		return api.ServiceAPI.ListStrategies(ctx).Execute()
	case "listProblems":
		return api.ProblemsAPI.ListProblems(ctx).Execute()
	case "getProblem":
		return api.ProblemsAPI.GetProblem(ctx, "unknown-name").Execute()
	case "typed":
		return api.ComputeAPI.Evaluate(ctx).EvaluateRequest(typed()).Execute()
	}
	panic(one.Operation)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	configuration := client.NewConfiguration()
	configuration.Servers = client.ServerConfigurations{{URL: os.Args[1]}}
	api := client.NewAPIClient(configuration)
	source, err := os.ReadFile(os.Args[2])
	check(err)
	answers := []answer{}
	for _, one := range read[[]example](source) {
		body, response, err := send(api, one)
		if refused, is := err.(*client.GenericOpenAPIError); is && response != nil && response.StatusCode >= 400 {
			answers = append(answers, answer{one.Name, response.StatusCode, json.RawMessage(refused.Body())})
		} else {
			check(err)
			answers = append(answers, answer{one.Name, response.StatusCode, body})
		}
	}
	written, err := json.Marshal(answers)
	check(err)
	check(os.WriteFile(os.Args[3], written, 0o644))
}
