package io.parallax.http;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents the problems every computing operation may answer with.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@ApiResponse(responseCode = "406", ref = "#/components/responses/NotAcceptable")
@ApiResponse(responseCode = "408", ref = "#/components/responses/BodyTimeout")
@ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
@ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
@ApiResponse(responseCode = "422", ref = "#/components/responses/Unprocessable")
@ApiResponse(responseCode = "499", ref = "#/components/responses/Cancelled")
@ApiResponse(responseCode = "500", ref = "#/components/responses/Internal")
@ApiResponse(responseCode = "502", ref = "#/components/responses/SourceFailed")
@ApiResponse(responseCode = "503", ref = "#/components/responses/Full")
@ApiResponse(responseCode = "504", ref = "#/components/responses/DeadlineExceeded")
public @interface ProblemResponses {}
