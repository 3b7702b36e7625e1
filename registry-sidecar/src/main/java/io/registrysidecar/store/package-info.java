/** What lasts: one interface per aggregate, and the plain records that go in and out. */
@NullMarked
package io.registrysidecar.store;

import org.jspecify.annotations.NullMarked;
