/** Packages of Red Hat, SUSE, Amazon, Microsoft and other distributions that use rpm. */
@NullMarked
package io.registrysidecar.inventory.rpm;

import org.jspecify.annotations.NullMarked;
