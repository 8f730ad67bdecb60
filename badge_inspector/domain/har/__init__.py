"""HAR, the file in which browsers and proxies keep what they recorded: http://www.softwareishard.com/blog/har-12-spec/.

    scanner.py    bytes as they come -> the text of each entry
    entry.py      an entry's text -> request, response, timings
    calls.py      an entry -> the calls of crm.activity.badge.get in it
    masking.py    an entry -> the same without its secrets
    writing.py    a lookup -> an entry, and the file around the entries

The content of such a file is foreign: nothing in it is fetched, executed or trusted, and no text makes these modules
raise anything but the documented errors.
"""
