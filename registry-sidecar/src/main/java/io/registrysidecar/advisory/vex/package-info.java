/**
 * What others say about whether a product is affected: VEX documents, and which findings they are
 * about.
 */
@NullMarked
package io.registrysidecar.advisory.vex;

import org.jspecify.annotations.NullMarked;
