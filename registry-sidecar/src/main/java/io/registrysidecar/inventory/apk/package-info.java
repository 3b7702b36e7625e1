/** Packages of Alpine, Wolfi and other distributions that use apk. */
@NullMarked
package io.registrysidecar.inventory.apk;

import org.jspecify.annotations.NullMarked;
