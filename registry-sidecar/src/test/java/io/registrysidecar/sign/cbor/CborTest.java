package io.registrysidecar.sign.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {

  /** From RFC 8949, appendix A. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "17",
        "1818",
        "18ff",
        "190100",
        "1a00010000",
        "1b0000000100000000",
        "1b7fffffffffffffff",
        "20",
        "37",
        "3818",
        "3903e7",
        "3b7fffffffffffffff",
        "f4",
        "f5",
        "f6",
        "40",
        "4401020304",
        "60",
        "6449455446",
        "62c3bc",
        "64f0908591",
        "80",
        "83010203",
        "8301820203820405",
        "a0",
        "a201020304",
        "a26161016162820203",
        "c11a514b67b0",
        "d28440a04040"
      })
  void whatIsReadIsWrittenAsItWas(String hex) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(HexFormat.of().formatHex(CborWriter.write(CborReader.read(bytes)))).isEqualTo(hex);
  }

  @Test
  void theNamesOfAMapAreWrittenInTheOrderOfTheirBytes() throws Exception {
    byte[] unsorted = HexFormat.of().parseHex("a4626161016162022003181804");

    assertThat(HexFormat.of().formatHex(CborWriter.write(CborReader.read(unsorted))))
        .isEqualTo("a4181804200361620262616101");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "'', the end in the middle of an item",
    "1a0001, the end in the middle of an item",
    "820102ff, more bytes follow",
    "0000, more bytes follow",
    "1801, could be written shorter",
    "190018, could be written shorter",
    "1a0000ffff, could be written shorter",
    "1b00000000ffffffff, could be written shorter",
    "5817616161, could be written shorter",
    "1b8000000000000000, more than 63 bits",
    "3b8000000000000000, more than 63 bits",
    "5f42010243030405ff, an indefinite length",
    "9fff, an indefinite length",
    "bfff, an indefinite length",
    "7f6161ff, an indefinite length",
    "ff, the end of an indefinite length",
    "1c, a reserved length",
    "f93c00, a floating-point number",
    "fb3ff199999999999a, a floating-point number",
    "f7, a simple value that has no meaning",
    "f818, a simple value that has no meaning",
    "61ff, not UTF-8",
    "62c080, not UTF-8",
    "5a7fffffff00, longer than what is left",
    "9b7fffffffffffffff, the end in the middle of an item",
    "bb7fffffffffffffff, the end in the middle of an item",
    "a2010201030000, with the name Int[value=1] twice",
    "a1400100, neither a number nor text",
    "a18001, neither a number nor text",
    "8181818181818181818181818181818181818100, nested deeper than 16",
    "c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c100, nested deeper than 16"
  })
  void whatCouldBeReadInTwoWaysOrCostsTooMuchIsRefused(String hex, String reason) {
    assertThatThrownBy(() -> CborReader.read(HexFormat.of().parseHex(hex)))
        .isInstanceOf(MalformedCbor.class)
        .hasMessageContaining(reason);
  }

  @Test
  void thereAreOnlySoManyItems() {
    byte[] many = new byte[5003];
    many[0] = (byte) 0x99;
    many[1] = (byte) (5000 >> 8);
    many[2] = (byte) 5000;

    assertThatThrownBy(() -> CborReader.read(many)).hasMessageContaining("more than 4096 items");
  }
}
