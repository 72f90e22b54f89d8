# The page without a network, and its next release.

offline-update = A new version of this page is ready. Your text stays.
offline-reload = Reload
offline-later = Later
offline-kept = This browser keeps the whole page: it also opens without a network.
offline-absent = This browser does not keep the page: it opens only while its server can be reached.
