package io.parallax.format.parquet;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of Parquet files.
@Configuration(proxyBeanMethods = false)
class ParquetConfiguration {

  @Bean
  LimitSource parquetLimits() {
    return LimitSource.of(
        Subject.BODY,
        bytes(
            "parquetFooterBytes",
            ParquetFile.MAX_FOOTER_BYTES,
            "the description at the end of a Parquet file"),
        bytes(
            "parquetPageBytes",
            ChunkPages.MAX_PAGE_BYTES,
            "a page of a Parquet file after decompression"),
        count(
            "parquetPageRows",
            ChunkPages.MAX_PAGE_ROWS,
            "rows",
            "the rows of a page of a Parquet file"));
  }
}
