package io.parallax.dataset;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The store as a bean, and its limits.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatasetProperties.class)
class DatasetConfiguration {

  @Bean
  DatasetStore datasetStore(DatasetProperties settings) {
    return new DatasetStore(settings, Clock.systemUTC());
  }

  @Bean
  LimitSource datasetLimits(DatasetProperties settings, DatasetStore store) {
    return LimitSource.of(
        Subject.DATASETS,
        bytes("datasetBytes", store.quotaBytes(), "the columns of all datasets, drafts included"),
        count("datasets", settings.count(), "datasets", "the datasets that are stored"),
        milliseconds(
            "datasetTimeToLive", settings.timeToLive(), "a dataset after it was last sent"),
        count("drafts", settings.drafts(), "datasets", "the datasets being written at a time"),
        count("datasetColumns", ColumnNames.MAX_COLUMNS, "columns", "a dataset"),
        count("columnNameLength", ColumnNames.MAX_LENGTH, "characters", "the name of a column"),
        count(
            "mappedColumns",
            ColumnFiles.MOST_IDLE,
            "columns",
            "the columns that stay mapped though nobody reads them"));
  }
}
