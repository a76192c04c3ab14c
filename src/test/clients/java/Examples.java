import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.ComputeApi;
import org.openapitools.client.api.ProblemsApi;
import org.openapitools.client.api.ServiceApi;
import org.openapitools.client.model.ArrayInput;
import org.openapitools.client.model.DataType;
import org.openapitools.client.model.EvaluateRequest;
import org.openapitools.client.model.ExplainRequest;
import org.openapitools.client.model.FilterRequest;
import org.openapitools.client.model.RandomInput;
import org.openapitools.client.model.RandomNormal;
import org.openapitools.client.model.ReduceRequest;

/// Sends examples through the client that is generated from the description, and writes what came
/// back as the client understood it.
///
/// Arguments: the service's address, a file of `[{"name", "operation", "body"}]`, and the file to
/// write, `[{"name", "status", "body"}]`.
public final class Examples {
  private final ObjectMapper json;
  private final ComputeApi compute;
  private final ServiceApi service;
  private final ProblemsApi problems;

  private Examples(String address) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(address);
    json = client.getObjectMapper();
    compute = new ComputeApi(client);
    service = new ServiceApi(client);
    problems = new ProblemsApi(client);
  }

  public static void main(String[] arguments) throws Exception {
    Examples examples = new Examples(arguments[0]);
    ArrayNode answers = examples.json.createArrayNode();
    for (JsonNode example : examples.json.readTree(Path.of(arguments[1]).toFile())) {
      answers.add(examples.send(example));
    }
    examples.json.writeValue(Path.of(arguments[2]).toFile(), answers);
  }

  private JsonNode send(JsonNode example) throws JsonProcessingException {
    String name = example.get("name").asText();
    try {
      return answer(name, 200, json.valueToTree(call(example)));
    } catch (ApiException refused) {
      return answer(name, refused.getCode(), json.readTree(refused.getResponseBody()));
    }
  }

  private Object call(JsonNode example) throws ApiException, JsonProcessingException {
    JsonNode body = example.path("body");
    return switch (example.get("operation").asText()) {
      case "evaluate" -> compute.evaluate(json.treeToValue(body, EvaluateRequest.class));
      case "filter" -> compute.filter(json.treeToValue(body, FilterRequest.class));
      case "reduce" -> compute.reduce(json.treeToValue(body, ReduceRequest.class));
      case "explain" -> compute.explain(json.treeToValue(body, ExplainRequest.class));
      case "listFunctions" -> service.listFunctions();
      case "listLimits" -> service.listLimits();
      case "listStrategies" -> service.listStrategies();
      case "listProblems" -> problems.listProblems();
      case "getProblem" -> problems.getProblem("unknown-name");
      case "typed" -> compute.evaluate(typed());
      default -> throw new IllegalArgumentException(example.toString());
    };
  }

  /// A request made of the client's own classes.
  private static EvaluateRequest typed() {
    return new EvaluateRequest()
        .expression("mean(noise) + sum(a) + sum(b * s)")
        .inputs(
            Map.of(
                "noise",
                new RandomInput()
                    .random(
                        new RandomNormal().shape(List.of(1000L)).seed(7L).mean(100.0).std(15.0)),
                "a",
                new ArrayInput().dtype(DataType.FLOAT32).values(List.of(0.5, 1.5)),
                "b",
                List.of(List.of(1, 2), List.of(3, 4)),
                "s",
                2.5));
  }

  private JsonNode answer(String name, int status, JsonNode body) {
    return json.createObjectNode().put("name", name).put("status", status).set("body", body);
  }
}
