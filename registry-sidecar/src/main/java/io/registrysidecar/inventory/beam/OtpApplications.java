package io.registrysidecar.inventory.beam;

import java.util.Set;

/** The applications that Erlang/OTP and Elixir consist of, which are no packages of Hex. */
final class OtpApplications {

  private static final Set<String> NAMES =
      Set.of(
          "asn1",
          "common_test",
          "compiler",
          "crypto",
          "debugger",
          "dialyzer",
          "diameter",
          "edoc",
          "eex",
          "eldap",
          "elixir",
          "erl_docgen",
          "erl_interface",
          "erts",
          "et",
          "eunit",
          "ex_unit",
          "ftp",
          "iex",
          "inets",
          "jinterface",
          "kernel",
          "logger",
          "megaco",
          "mix",
          "mnesia",
          "observer",
          "odbc",
          "os_mon",
          "parsetools",
          "public_key",
          "reltool",
          "runtime_tools",
          "sasl",
          "snmp",
          "ssh",
          "ssl",
          "stdlib",
          "syntax_tools",
          "tftp",
          "tools",
          "wx",
          "xmerl");

  private OtpApplications() {}

  static boolean has(String name) {
    return NAMES.contains(name);
  }
}
