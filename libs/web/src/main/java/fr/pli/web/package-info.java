/** What every page of Pli shares: its layout and style, its languages, and what a browser may load. */
@NullMarked
package fr.pli.web;

import org.jspecify.annotations.NullMarked;
