# syntax=docker/dockerfile:1

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode -Pimage -Dmaven.test.skip=true -Dformat.skip=true package && \
    java -Djarmode=tools -jar target/parallax.jar extract --layers --destination target/layers && \
    mkdir -p target/native


FROM eclipse-temurin:25-jre
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Parallax" \
      org.opencontainers.image.description="Parallel compute as a service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre" \
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

# Where volumes for datasets and compiled kernels go; Docker gives a new volume the folder's owner.
RUN mkdir -p /data/datasets /data/kernels && chown -R 10001:10001 /data

USER 10001:10001
# The only place written to unless settings name folders in /data: the image runs with --read-only.
VOLUME /tmp
# Health and metrics have a port of their own, which is not for callers.
ENV SERVER_PORT=8080 MANAGEMENT_SERVER_PORT=8081
EXPOSE 8080 8081
STOPSIGNAL SIGTERM

# bash speaks HTTP here because the image has no other client.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=2 CMD ["bash", "-c", "\
    exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}} && \
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
