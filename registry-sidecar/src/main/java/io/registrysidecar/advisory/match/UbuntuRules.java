package io.registrysidecar.advisory.match;

/** As Debian's, but that kernels come in flavours. */
final class UbuntuRules extends DebianRules {

  @Override
  String kernel(String signed) {
    return signed.replaceFirst("-signed", "");
  }
}
