/**
 * Package databases that this program knows of but cannot read: nobody shall take them for empty.
 */
@NullMarked
package io.registrysidecar.inventory.unread;

import org.jspecify.annotations.NullMarked;
