/** WordPress, its plug-ins and themes. */
@NullMarked
package io.registrysidecar.inventory.wordpress;

import org.jspecify.annotations.NullMarked;
