package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MIT                                      | MIT",
        "MIT License                              | MIT",
        "The MIT License                          | MIT",
        "Expat                                    | MIT",
        "Apache 2.0                               | Apache-2.0",
        "The Apache License, Version 2.0          | Apache-2.0",
        "Apache License, Version 2.0              | Apache-2.0",
        "ASL 2.0                                  | Apache-2.0",
        "GPL-2+                                   | GPL-2.0-or-later",
        "GPL-2                                    | GPL-2.0-only",
        "GPLv3+                                   | GPL-3.0-or-later",
        "LGPLv2.1+                                | LGPL-2.1-or-later",
        "LGPLv2.1                                 | LGPL-2.1-only",
        "AGPL-3                                   | AGPL-3.0-only",
        "GPL-2+ or Artistic-2.0                   | GPL-2.0-or-later OR Artistic-2.0",
        "GPLv2+ and LGPLv2.1+ and MIT             | GPL-2.0-or-later AND LGPL-2.1-or-later AND MIT",
        "(GPLv2+ or MIT) and ASL 2.0              | (GPL-2.0-or-later OR MIT) AND Apache-2.0",
        "BSD-3-clause, GPL-2+                     | BSD-3-Clause AND GPL-2.0-or-later",
        "Mozilla Public License 2.0 (MPL 2.0)     | MPL-2.0",
        "Eclipse Public License - v 1.0           | EPL-1.0",
        "https://www.apache.org/licenses/LICENSE-2.0.txt | Apache-2.0",
        "http://www.eclipse.org/legal/epl-2.0     | EPL-2.0",
        "https://opensource.org/licenses/MIT      | MIT",
        "ISC License (ISCL)                       | ISC",
        "GPL-2.0-only WITH Classpath-exception-2.0 | GPL-2.0-only WITH Classpath-exception-2.0",
      })
  void aCommonNameIsAnExpression(String stated, String expression) {
    assertThat(LicenseNames.expression(stated)).contains(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"BSD", "GPL", "Our house rules", "GPL-2+ and fun", "", "((", "public-domain"})
  void whatMayMeanSeveralLicencesOrNoneIsLeftAsItIs(String stated) {
    assertThat(LicenseNames.expression(stated)).isEmpty();
  }
}
