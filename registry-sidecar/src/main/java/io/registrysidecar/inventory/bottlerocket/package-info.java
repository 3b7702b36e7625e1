/** What Bottlerocket is made of: a list, as it has no package database. */
@NullMarked
package io.registrysidecar.inventory.bottlerocket;

import org.jspecify.annotations.NullMarked;
