/// The page at `/`, on which a person tries the service in a browser.
///
/// The page is the files of the folder `page` among the resources: HTML, style sheets and modules
/// of JavaScript as the browser reads them, without a build. It calls the same resources as every
/// other client, and no other place: its policy lets the browser load nothing from elsewhere and
/// run nothing that is not one of its files. [io.parallax.http.page.PageFiles] reads the files
/// once, [io.parallax.http.page.PageController] sends them.
@NullMarked
package io.parallax.http.page;

import org.jspecify.annotations.NullMarked;
