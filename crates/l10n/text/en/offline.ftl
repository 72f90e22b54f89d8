# The page without a network, and its next release.

offline-update = A new version of this page is ready. Your text stays.
offline-reload = Reload
offline-later = Later
offline-kept = Available offline.
offline-absent = Not available offline: the page opens only while its server can be reached.
