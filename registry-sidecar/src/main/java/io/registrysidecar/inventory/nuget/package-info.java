/** NuGet packages that .NET programs are deployed with. */
@NullMarked
package io.registrysidecar.inventory.nuget;

import org.jspecify.annotations.NullMarked;
