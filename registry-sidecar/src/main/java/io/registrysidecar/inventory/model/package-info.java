/** Models of machine learning: name and licence only. */
@NullMarked
package io.registrysidecar.inventory.model;

import org.jspecify.annotations.NullMarked;
