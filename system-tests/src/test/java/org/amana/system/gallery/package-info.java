/**
 * Every page of the product in every state a person meets, looked at by a program and kept as a picture. Entry class:
 * {@link org.amana.system.gallery.GalleryIT}.
 */
@NullMarked
package org.amana.system.gallery;

import org.jspecify.annotations.NullMarked;
