/**
 * How a registry is convinced to answer: challenges, Basic, the token dance, and where credentials
 * come from.
 */
@NullMarked
package io.registrysidecar.oci.client.auth;

import org.jspecify.annotations.NullMarked;
