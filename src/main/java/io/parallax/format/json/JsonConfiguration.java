package io.parallax.format.json;

import static io.parallax.limit.Limit.count;

import io.parallax.compute.ComputeProperties;
import io.parallax.executor.thread.CorePool;
import io.parallax.format.DatasetColumns;
import io.parallax.format.RemoteInputs;
import io.parallax.format.json.scan.ArrayScan;
import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import io.parallax.strategy.ExecutorSelector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The reader and the writer of JSON.
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

  @Bean
  RequestReader requestReader(
      ComputeProperties limits,
      ExecutorSelector selector,
      CorePool pool,
      DatasetColumns datasets,
      RemoteInputs addresses) {
    return new RequestReader(
        limits,
        options -> selector.sharesMemory(options.strategy(), options.isolation()),
        ArrayScan.with(pool),
        datasets,
        addresses);
  }

  @Bean
  QueryReader queryReader(RequestReader reader) {
    return new QueryReader(reader);
  }

  @Bean
  ResponseWriter responseWriter(CorePool pool) {
    return new ResponseWriter(pool);
  }

  @Bean
  LimitSource jsonLimits() {
    return LimitSource.of(
        Subject.BODY,
        count("numberDigits", RequestReader.MAX_NUMBER_DIGITS, "digits", "a number in a body"),
        count("stringLength", RequestReader.MAX_STRING_LENGTH, "characters", "a string in a body"),
        count(
            "fieldNameLength",
            RequestReader.MAX_FIELD_NAME_LENGTH,
            "characters",
            "a field's name in a body"),
        count("nesting", RequestReader.MAX_NESTING, "levels", "objects and arrays in a body"));
  }

  @Bean
  LimitSource failureLimits() {
    return LimitSource.of(
        Subject.FUNCTION,
        count(
            "headerFailures",
            FailureText.MOST,
            "items",
            "items of these in the header Parallax-Failures"));
  }
}
