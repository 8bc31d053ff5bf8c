# syntax=docker/dockerfile:1
# Muster as an image: `docker run -p 8080:8080 -v muster:/data -e MUSTER_ADMIN_TOKEN=… muster`
# It listens for others than its own machine, so that nobody is a gardener by being near; see docs/reference/settings.md.

# The pages. They do not depend on Java.
FROM node:20-bookworm-slim AS pages
WORKDIR /src/dashboard
COPY dashboard/package.json dashboard/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY dashboard/ ./
RUN npm run build

# The program: the jars as they are, beside each other.
FROM eclipse-temurin:25-jdk AS program
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY config-model config-model
COPY dashboard dashboard
COPY scheduler scheduler
COPY --from=pages /src/dashboard/target/classes dashboard/target/classes
RUN ./mvnw -B -ntp -Dquick -DskipTests -Dskip.npm package \
    && mkdir -p /opt/muster/lib \
    && cp scheduler/target/lib/*.jar /opt/muster/lib/ \
    && cp scheduler/target/muster-scheduler-*[0-9T].jar /opt/muster/lib/ \
    && rm -f /opt/muster/lib/*-tests.jar
COPY muster LICENSE /opt/muster/

FROM eclipse-temurin:25-jre
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /home/muster muster \
    && install -d -o muster -g muster /data
COPY --from=program --chown=muster:muster /opt/muster /opt/muster
# Its first command would spend seconds on what makes all others quick, and in each container anew.
RUN ln -s /opt/muster/muster /usr/local/bin/muster && muster --version
USER muster
WORKDIR /home/muster
ENV MUSTER_HOST=0.0.0.0 MUSTER_PORT=8080 MUSTER_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD curl -fsS -o /dev/null "http://localhost:$MUSTER_PORT/health/liveness"
ENTRYPOINT ["muster"]
CMD ["serve"]
