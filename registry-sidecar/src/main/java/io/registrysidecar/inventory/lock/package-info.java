/** What lock files list, for ecosystems whose builds leave nothing else. */
@NullMarked
package io.registrysidecar.inventory.lock;

import org.jspecify.annotations.NullMarked;
