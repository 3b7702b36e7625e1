package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.RepositoryName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListsTest {

  private final Fixture fixture = Fixture.start(RegistryOptions.DEFAULT.withPageSize(2));

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void allPagesOfTheTagsAreRead() throws Exception {
    for (String tag : new String[] {"a", "b", "c", "d", "e"}) {
      fixture.image(tag);
    }

    assertThat(fixture.client.tags(REPOSITORY)).containsExactly("a", "b", "c", "d", "e");
    assertThat(fixture.faults.seen("GET /tags/list")).hasSize(3);
  }

  @Test
  void noPageSizeIsAskedForBecauseSomeRegistriesRefuseIt() throws Exception {
    fixture.image("a");
    fixture.client.tags(REPOSITORY);

    assertThat(fixture.faults.seen("GET /tags/list").getFirst().query()).isEmpty();
  }

  @Test
  void tagsThatListReferrersAreNotImages() throws Exception {
    fixture.image("1.0");
    fixture.image("sha256-" + "ab".repeat(32));
    fixture.image("sha256-" + "ab".repeat(32) + ".sig");

    assertThat(fixture.client.tags(REPOSITORY)).containsExactly("1.0");
  }

  @Test
  void aTagThatStandsOnTwoPagesIsListedOnce() throws Exception {
    serve("GET /tags/list", "{\"tags\":[\"a\",\"b\",\"a\"]}");

    assertThat(fixture.client.tags(REPOSITORY)).containsExactly("a", "b");
  }

  @Test
  void aRepositoryWithoutTagsHasNone() throws Exception {
    assertThat(fixture.client.tags(REPOSITORY)).isEmpty();

    serve("GET /tags/list", "{\"name\":\"team/app\",\"tags\":null}");
    assertThat(fixture.client.tags(REPOSITORY)).isEmpty();
  }

  @Test
  void aListThatGoesOnOnAnotherServerIsNotFollowed() {
    link("<http://elsewhere.test/v2/team/app/tags/list?last=a>; rel=\"next\"");

    Failure.message(RegistryFailure.Refused.class, () -> fixture.client.tags(REPOSITORY))
        .contains("another server");
  }

  @Test
  void aListThatNeverEndsIsGivenUp() {
    link("</v2/team/app/tags/list?last=a>; rel=next");

    Failure.message(RegistryFailure.Unsupported.class, () -> fixture.client.tags(REPOSITORY))
        .contains("1000 pages");
  }

  @Test
  void linksToOtherThingsAreNotThePageAfter() throws Exception {
    link("</first>; rel=\"first\", </previous>; rel=prev; title=\"next\"");

    assertThat(fixture.client.tags(REPOSITORY)).containsExactly("a");
  }

  @Test
  void theRepositoriesAreListed() throws Exception {
    for (String name : new String[] {"a", "b/c", "d"}) {
      fixture.client.pushBlob(new RepositoryName(name), new byte[] {1});
    }

    assertThat(fixture.client.repositories())
        .extracting(RepositoryName::value)
        .containsExactly("a", "b/c", "d");
  }

  @Test
  void aRegistryThatDoesNotListItsRepositoriesSaysSo() {
    fixture.faults.always("GET /_catalog", Fault.status(403));
    Failure.message(RegistryFailure.Denied.class, fixture.client::repositories)
        .contains("registry:catalog:*");

    fixture.faults.always("GET /_catalog", Fault.status(404));
    Failure.of(RegistryFailure.NotFound.class, fixture.client::repositories);
  }

  @Test
  void anHtmlPageIsNotAList() {
    serve("GET /tags/list", "<html>");

    Failure.message(RegistryFailure.Unsupported.class, () -> fixture.client.tags(REPOSITORY))
        .contains("JSON");
  }

  private void serve(String what, String body) {
    fixture.faults.always(what, Fault.instead(200, "application/json", body));
  }

  private void link(String value) {
    byte[] body = "{\"tags\":[\"a\"]}".getBytes(StandardCharsets.UTF_8);
    fixture.faults.always(
        "GET /tags/list",
        Fault.instead(RegistryAnswer.of(200, "application/json", body).with("link", value)));
  }
}
