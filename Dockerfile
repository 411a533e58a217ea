# One service, chosen by MODULE; build the jars first: mvn -DskipTests package
FROM eclipse-temurin:25-jre
ARG MODULE
RUN useradd --system --uid 10001 --create-home --home-dir /amana amana \
 && mkdir -p /amana/data /amana/trust && chown -R amana:amana /amana
COPY ${MODULE}/target/${MODULE}-*-exec.jar /amana/service.jar
USER 10001
WORKDIR /amana
ENV AMANA_DATA=/amana/data AMANA_TRUST_DIR=/amana/trust AMANA_FIRSTLOGIN=/amana/data/first-login.txt
VOLUME ["/amana/data", "/amana/trust"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=75", "-jar", "/amana/service.jar"]
