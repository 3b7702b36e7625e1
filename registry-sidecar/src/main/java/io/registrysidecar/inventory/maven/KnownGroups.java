package io.registrysidecar.inventory.maven;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The groups of much used archives whose builds leave neither {@code pom.properties} nor {@code
 * pom.xml} in them, mostly because Gradle or Ant made them: one table, by how the artifact begins.
 */
final class KnownGroups {

  private static final NavigableMap<String, String> TABLE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("activation", "javax.activation"),
              Map.entry("asm", "org.ow2.asm"),
              Map.entry("aspectjrt", "org.aspectj"),
              Map.entry("aspectjweaver", "org.aspectj"),
              Map.entry("bcpkix-", "org.bouncycastle"),
              Map.entry("bcprov-", "org.bouncycastle"),
              Map.entry("bcutil-", "org.bouncycastle"),
              Map.entry("checker-qual", "org.checkerframework"),
              Map.entry("groovy", "org.codehaus.groovy"),
              Map.entry("h2", "com.h2database"),
              Map.entry("hibernate-commons-annotations", "org.hibernate.common"),
              Map.entry("hibernate-core", "org.hibernate"),
              Map.entry("jna", "net.java.dev.jna"),
              Map.entry("kafka-", "org.apache.kafka"),
              Map.entry("kotlin-", "org.jetbrains.kotlin"),
              Map.entry("kotlinx-", "org.jetbrains.kotlinx"),
              Map.entry("lucene-", "org.apache.lucene"),
              Map.entry("lz4-java", "org.lz4"),
              Map.entry("micrometer-", "io.micrometer"),
              Map.entry("mysql-connector-j", "com.mysql"),
              Map.entry("mysql-connector-java", "mysql"),
              Map.entry("okhttp", "com.squareup.okhttp3"),
              Map.entry("okio", "com.squareup.okio"),
              Map.entry("poi", "org.apache.poi"),
              Map.entry("reactor-", "io.projectreactor"),
              Map.entry("reactor-netty", "io.projectreactor.netty"),
              Map.entry("solr-", "org.apache.solr"),
              Map.entry("spring-", "org.springframework"),
              Map.entry("spring-amqp", "org.springframework.amqp"),
              Map.entry("spring-batch-", "org.springframework.batch"),
              Map.entry("spring-boot", "org.springframework.boot"),
              Map.entry("spring-cloud-", "org.springframework.cloud"),
              Map.entry("spring-data-", "org.springframework.data"),
              Map.entry("spring-integration-", "org.springframework.integration"),
              Map.entry("spring-kafka", "org.springframework.kafka"),
              Map.entry("spring-rabbit", "org.springframework.amqp"),
              Map.entry("spring-security-", "org.springframework.security"),
              Map.entry("spring-session-", "org.springframework.session"),
              Map.entry("spring-ws-", "org.springframework.ws"),
              Map.entry("tomcat-", "org.apache.tomcat"),
              Map.entry("tomcat-embed-", "org.apache.tomcat.embed"),
              Map.entry("velocity", "org.apache.velocity"),
              Map.entry("woodstox-core-asl", "org.codehaus.woodstox"),
              Map.entry("xercesImpl", "xerces"),
              Map.entry("xmlbeans", "org.apache.xmlbeans"),
              Map.entry("xpp3_min", "xpp3")));

  private KnownGroups() {}

  /**
   * The group of {@code artifact}, or null when the table has none. A row that ends with a hyphen
   * is for all artifacts that begin so; others are for the artifact of that name and for those that
   * go on with a hyphen. The longest row wins.
   */
  static @Nullable String of(String artifact) {
    for (String begin : TABLE.headMap(artifact, true).descendingKeySet()) {
      if (artifact.startsWith(begin)
          && (artifact.length() == begin.length()
              || begin.endsWith("-")
              || artifact.charAt(begin.length()) == '-')) {
        return TABLE.get(begin);
      }
    }
    return null;
  }
}
