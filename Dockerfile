# One image for all roles: `docker build -t dunlin .`, then `docker run dunlin snapshot-worker …`.
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /dunlin
COPY . .
RUN mvn -q -B -Dmaven.test.skip -Dcheckstyle.skip -Dspotless.check.skip package -pl app -am

FROM eclipse-temurin:25-jre
# pg_dump may not be older than the source.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /dunlin/app/target/dunlin.jar /opt/dunlin/dunlin.jar
COPY --from=build /dunlin/app/target/lib /opt/dunlin/lib
RUN useradd --system --create-home --home-dir /var/lib/dunlin dunlin
USER dunlin
WORKDIR /var/lib/dunlin
ENV DUNLIN_JAVA_OPTIONS="-Xmx384m"
ENTRYPOINT ["sh", "-c", "exec java $DUNLIN_JAVA_OPTIONS -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar /opt/dunlin/dunlin.jar \"$@\"", "dunlin"]
CMD ["help"]
