# syntax=docker/dockerfile:1

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode -Dmaven.test.skip=true -Dformat.skip=true package && \
    java -Djarmode=tools -jar target/parallax.jar extract --layers --destination target/layers && \
    mkdir -p target/native


FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Parallax" \
      org.opencontainers.image.description="Parallel compute as a service" \
      org.opencontainers.image.licenses="Apache-2.0"

WORKDIR /app
COPY LICENSE ./
# From what changes seldom to what changes with every build.
# LLVM's library for native kernels, with its licence; nothing on a platform that has none.
COPY --from=build /build/target/native/ ./native/
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/spring-boot-loader/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./

USER 10001:10001
# The only place written to: the image runs with --read-only.
VOLUME /tmp
EXPOSE 8080

# bash speaks HTTP here because the image has no other client.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=2 CMD ["bash", "-c", "\
    exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && \
    printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && \
    read -r -t 4 _ status _ <&3 && \
    [ \"$status\" = 200 ]"]

# Arrays live outside the heap, so the heap gets the smaller part of the container's memory.
ENTRYPOINT ["java", \
    "--add-modules", "jdk.incubator.vector", \
    "--enable-native-access=ALL-UNNAMED", \
    "-XX:MaxRAMPercentage=30", \
    "-XX:+ExitOnOutOfMemoryError", \
    "-jar", "parallax.jar"]
