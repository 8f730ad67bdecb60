"""HAR, the file in which browsers and proxies keep what they recorded: http://www.softwareishard.com/blog/har-12-spec/.

    scanner.py    bytes as they come -> the text of each entry
    entry.py      an entry's text -> request, response, timings
    calls.py      an entry -> the calls of crm.activity.badge.get in it
    masking.py    an entry -> the same without its secrets
    writing.py    a lookup -> an entry, and the file around the entries

What is in such a file was written by others: nothing of it is fetched, run or trusted, and no text makes these raise
anything but what they say.
"""
