/** Reads software bills of materials that others have made: CycloneDX, SPDX and Syft's own. */
@NullMarked
package io.registrysidecar.inventory.sbom;

import org.jspecify.annotations.NullMarked;
