package io.registrysidecar.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceRefTest {

  @Test
  void addressesAreReadAsTheirWritersMeanThem() {
    assertThat(SourceRef.parse("https://h/o/r.git#refs/heads/main:sub/dir", "ab"))
        .isEqualTo(new SourceRef("https://h/o/r.git", "refs/heads/main", "ab", "sub/dir"));
    assertThat(SourceRef.parse("git+https://user@h/o/r@v1#sub", null))
        .isEqualTo(new SourceRef("https://h/o/r", "v1", null, "sub"));
    assertThat(SourceRef.parse("https://h/o/r", null))
        .isEqualTo(new SourceRef("https://h/o/r", null, null, null));
    assertThat(SourceRef.parse("git@github.com:o/r.git#main", null))
        .isEqualTo(new SourceRef("git@github.com:o/r.git", "main", null, null));
  }

  @Test
  void passwordsAreNotKept() {
    assertThat(SourceRef.parse("https://user:secret@h/o/r.git#main", null).toString())
        .doesNotContain("secret", "user");
    assertThat(SourceRef.withoutPassword("https://a:b@c@h/x")).isEqualTo("https://h/x");
  }

  @Test
  void onlyHarmlessAddressesAreFetched() {
    assertThat(SourceRef.parse("https://h/o/r.git", null).isFetchable()).isTrue();
    assertThat(SourceRef.parse("ssh://-oProxyCommand=x/r.git", null).isFetchable()).isFalse();
    assertThat(SourceRef.parse("ext::sh -c id", null).isFetchable()).isFalse();
    assertThat(SourceRef.parse("--upload-pack=id", null).isFetchable()).isFalse();
    assertThat(SourceRef.parse("file:///etc", null).isFetchable()).isFalse();
  }

  @Test
  void theSameRepositoryIsKnownByItsName() {
    assertThat(SourceRef.parse("https://github.com/o/r.git", null).sameAs())
        .isEqualTo(SourceRef.parse("git+https://github.com/o/r@main", null).sameAs());
  }
}
