/** Files of databases, read at the places that they name themselves. */
@NullMarked
package io.registrysidecar.inventory.database;

import org.jspecify.annotations.NullMarked;
