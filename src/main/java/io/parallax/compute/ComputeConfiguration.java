package io.parallax.compute;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.array.Distribution;
import io.parallax.error.ComputeException;
import io.parallax.executor.process.WorkerProcesses;
import io.parallax.function.FunctionLimits;
import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import io.parallax.lowering.Lowering;
import io.parallax.memory.MemoryBudget;
import io.parallax.program.Graph;
import io.parallax.type.Shape;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes beans of classes that do not depend on Spring.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ComputeProperties.class, AdmissionProperties.class})
class ComputeConfiguration {

  @Bean
  MemoryBudget memoryBudget(ComputeProperties limits, WorkerProcesses processes) {
    return processes
        .memory()
        .map(shared -> new MemoryBudget(limits.memoryBytes(), shared))
        .orElseGet(() -> new MemoryBudget(limits.memoryBytes()));
  }

  @Bean
  LimitSource computeRequestLimits(ComputeProperties compute) {
    return LimitSource.of(
        Subject.REQUEST,
        count("elements", compute.elements(), "elements", "any one array, and any one loop"),
        count("rank", Shape.MAX_RANK, "dimensions", "an array's shape"),
        count("inputs", compute.inputs(), "inputs", "a request"),
        count("expressions", compute.expressions(), "expressions", "a request"),
        count(
            "problems",
            ComputeException.MAX_OTHERS + 1,
            "problems",
            "what is told of a request with several"),
        count("nameLength", compute.nameLength(), "characters", "the name of an input or result"));
  }

  @Bean
  LimitSource distributionLimits() {
    return LimitSource.of(
        Subject.REQUEST,
        count(
            "betaDigits",
            Math.round(Math.log10(Distribution.Beta.GREATEST)),
            "digits",
            "a and b of beta, and their reciprocals"),
        count("poissonMean", Distribution.Poisson.GREATEST_MEAN, "events", "lam of poisson"),
        count("binomialTrials", Distribution.Binomial.MOST_TRIALS, "trials", "n of binomial"),
        count("permutedIntegers", Distribution.Permutation.MOST, "integers", "n of permutation"));
  }

  @Bean
  LimitSource expressionLimits() {
    return LimitSource.of(
        Subject.EXPRESSION,
        bytes("expressionBytes", Parser.MAX_TEXT_BYTES, "an expression in UTF-8"),
        count("depth", Parser.MAX_DEPTH, "levels", "the nesting of an expression"),
        count("nodes", Parser.MAX_NODES, "nodes", "names, numbers and operations of an expression"),
        count("height", Parser.MAX_HEIGHT, "levels", "the tree of an expression"),
        count(
            "definitionNodes",
            Lowering.MAX_DEFINITION_NODES,
            "nodes",
            "all definitions of let, counted for each condition they are used under"),
        count("setElements", Analyzer.MAX_SET_ELEMENTS, "elements", "an array that isin looks in"),
        count("integerBits", Parser.MAX_INTEGER_BITS, "bits", "an integer in an expression"),
        count(
            "operations",
            Graph.MAX_OPERATIONS,
            "operations",
            "the primitive operations of a request's program"));
  }

  @Bean
  LimitSource functionLimits() {
    return LimitSource.of(
        Subject.FUNCTION,
        bytes("functionBytes", FunctionLimits.MAX_TEXT_BYTES, "the text of functions in UTF-8"),
        count("functions", FunctionLimits.MAX_FUNCTIONS, "functions", "a request"),
        count("functionParameters", FunctionLimits.MAX_PARAMETERS, "parameters", "one function"),
        count(
            "functionNames",
            FunctionLimits.MAX_NAMES,
            "names",
            "one function, parameters included"),
        count("functionNesting", FunctionLimits.MAX_NESTING, "levels", "blocks within blocks"),
        count(
            "functionHeight",
            FunctionLimits.MAX_HEIGHT,
            "levels",
            "blocks within blocks, where each elif counts"),
        count("functionStatements", FunctionLimits.MAX_STATEMENTS, "statements", "all functions"),
        count("functionResults", FunctionLimits.MAX_RESULTS, "values", "what a function returns"),
        count(
            "functionElements",
            FunctionLimits.MAX_LOCAL_ELEMENTS,
            "elements",
            "all arrays of a function's own"),
        count(
            "functionSignatures",
            FunctionLimits.MAX_SIGNATURES,
            "signatures",
            "functions of a call, each counted for every list of types it is called with"),
        count(
            "functionPasses",
            FunctionLimits.MAX_PASSES,
            "passes",
            "the passes over the functions of a call until all names have their types"),
        count(
            "functionNodes",
            Parser.MAX_STATEMENT_NODES,
            "nodes",
            "names, numbers and operations of all functions"),
        count(
            "constantNodes",
            FunctionLimits.MAX_CONSTANT_NODES,
            "nodes",
            "names, numbers and operations of a constant beside functions"),
        count(
            "functionOperations",
            Lowering.MAX_FUNCTION_OPERATIONS,
            "operations",
            "a function and those it calls, as written"),
        count(
            "routineOperations",
            Lowering.MAX_ROUTINE_OPERATIONS,
            "operations",
            "a function and those it calls, with functions of mathematics written out"),
        count(
            "routineElements",
            Lowering.MAX_LOCAL_ELEMENTS,
            "elements",
            "the own arrays of a function and those it calls"),
        count(
            "inlinedOperations",
            Lowering.MAX_INLINED_OPERATIONS,
            "operations",
            "functions without loops, each counted for every call of a request"),
        count(
            "iterations",
            Options.DEFAULT_ITERATIONS,
            "iterations",
            "the loops of an item in a request that names no maxIterations"),
        count("maxIterations", Options.MAX_ITERATIONS, "iterations", "options.maxIterations"),
        count(
            "failures",
            ItemFailures.MOST,
            "items",
            "items told of those that failed, with options.onError collect"));
  }

  @Bean
  LimitSource computeTimeLimits(ComputeProperties compute) {
    return LimitSource.of(
        Subject.TIME,
        milliseconds("timeout", compute.timeout(), "a request that names no timeoutMs"),
        milliseconds("maxTimeout", compute.maxTimeout(), "options.timeoutMs"));
  }

  @Bean
  LimitSource computeServiceLimits(
      AdmissionProperties admission, MemoryBudget memory, HeapBudget heap, AnalysisCache readings) {
    return LimitSource.of(
        Subject.SERVICE,
        bytes("memoryBytes", memory.limitBytes(), "the arrays of all requests together"),
        bytes(
            "planBytes",
            heap.limitBytes(),
            "the texts, programs and partial results of all requests together"),
        count(
            "concurrentRequests",
            admission.concurrency(),
            "requests",
            "requests in work, tiny ones not counted"),
        count("queuedRequests", admission.waiting(), "requests", "requests waiting to be let in"),
        bytes(
            "rememberedBytes",
            readings.limitBytes(),
            "the texts and programs of requests that may be asked again"));
  }
}
