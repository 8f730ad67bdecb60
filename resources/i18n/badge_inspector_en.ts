<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Apart</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArrivalsController</name>
    <message numerus="yes">
        <source>Understood: %n code(s) from {form}.</source>
        <translation>
            <numerusform>Understood: %n code from {form}.</numerusform>
            <numerusform>Understood: %n codes from {form}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read.</source>
        <translation>
            <numerusform>%n file could not be read.</numerusform>
            <numerusform>%n files could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BadgeFacts</name>
    <message numerus="yes">
        <source>and %n more field(s), see the JSON</source>
        <translation>
            <numerusform>and %n more field, see the JSON</numerusform>
            <numerusform>and %n more fields, see the JSON</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{languages} and %n more</source>
        <translation>
            <numerusform>{languages} and %n more</numerusform>
            <numerusform>{languages} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaseFiles</name>
    <message numerus="yes">
        <source>%n lookup(s) saved to {file}.</source>
        <translation>
            <numerusform>%n lookup saved to {file}.</numerusform>
            <numerusform>%n lookups saved to {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatalogueWindow</name>
    <message numerus="yes">
        <source>Copy {count} code(s)</source>
        <translation>
            <numerusform>Copy code</numerusform>
            <numerusform>Copy {count} codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badge(s), as of {time}. Enter looks one up.</source>
        <translation>
            <numerusform>%n badge, as of {time}. Enter looks it up.</numerusform>
            <numerusform>%n badges, as of {time}. Enter looks one up.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeField</name>
    <message numerus="yes">
        <source>%n known code(s), as of {time}</source>
        <translation>
            <numerusform>%n known code, as of {time}</numerusform>
            <numerusform>%n known codes, as of {time}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message numerus="yes">
        <source>%n difference(s) · ↓ next (F8)</source>
        <translation>
            <numerusform>%n difference · ↓ next (F8)</numerusform>
            <numerusform>%n differences · ↓ next (F8)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContractWords</name>
    <message numerus="yes">
        <source>%n field(s) not in the documentation</source>
        <translation>
            <numerusform>%n field not in the documentation</numerusform>
            <numerusform>%n fields not in the documentation</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s) from the documentation</source>
        <translation>
            <numerusform>%n difference from the documentation</numerusform>
            <numerusform>%n differences from the documentation</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message numerus="yes">
        <source>It happened %n time(s) in this run.</source>
        <translation>
            <numerusform>It happened %n time in this run.</numerusform>
            <numerusform>It happened %n times in this run.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExcessWords</name>
    <message numerus="yes">
        <source>%n byte(s) came after the response that belong to no request. The connection was closed, so that no other lookup reads them.</source>
        <translation>
            <numerusform>%n byte came after the response that belongs to no request. The connection was closed, so that no other lookup reads it.</numerusform>
            <numerusform>%n bytes came after the response that belong to no request. The connection was closed, so that no other lookup reads them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportBox</name>
    <message numerus="yes">
        <source>The {count} selected lookup(s)</source>
        <translation>
            <numerusform>The selected lookup</numerusform>
            <numerusform>The {count} selected lookups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The {count} that the search finds</source>
        <translation>
            <numerusform>The one lookup that the search finds</numerusform>
            <numerusform>The {count} lookups that the search finds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The whole history, {count} lookup(s)</source>
        <translation>
            <numerusform>The whole history, {count} lookup</numerusform>
            <numerusform>The whole history, {count} lookups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesPart</name>
    <message numerus="yes">
        <source>%n portal(s) imported; enter their secrets.</source>
        <translation>
            <numerusform>%n portal imported; enter its secret.</numerusform>
            <numerusform>%n portals imported; enter their secrets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already.</source>
        <translation>
            <numerusform>%n was there already.</numerusform>
            <numerusform>%n were there already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had no usable address.</source>
        <translation>
            <numerusform>%n had no usable address.</numerusform>
            <numerusform>%n had no usable address.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HarWords</name>
    <message numerus="yes">
        <source>%n call(s) of the method</source>
        <translation>
            <numerusform>%n call of the method</numerusform>
            <numerusform>%n calls of the method</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already in the history</source>
        <translation>
            <numerusform>%n already in the history</numerusform>
            <numerusform>%n already in the history</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other request(s) passed over</source>
        <translation>
            <numerusform>%n other request passed over</numerusform>
            <numerusform>%n other requests passed over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) edited since they were saved</source>
        <translation>
            <numerusform>%n lookup was edited since it was saved</numerusform>
            <numerusform>%n lookups were edited since they were saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) that cannot be read</source>
        <translation>
            <numerusform>%n entry cannot be read</numerusform>
            <numerusform>%n entries cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) larger than 128 MB</source>
        <translation>
            <numerusform>%n entry is larger than 128 MB</numerusform>
            <numerusform>%n entries are larger than 128 MB</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) that a browser sends ahead (OPTIONS)</source>
        <translation>
            <numerusform>%n request that a browser sends ahead (OPTIONS)</numerusform>
            <numerusform>%n requests that a browser sends ahead (OPTIONS)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeadersPage</name>
    <message numerus="yes">
        <source>and %n more header(s)</source>
        <translation>
            <numerusform>and %n more header</numerusform>
            <numerusform>and %n more headers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryMenu</name>
    <message numerus="yes">
        <source>Copy %n code(s)</source>
        <translation>
            <numerusform>Copy %n code</numerusform>
            <numerusform>Copy %n codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n run(s)</source>
        <translation>
            <numerusform>Delete %n run</numerusform>
            <numerusform>Delete %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n entries</source>
        <translation>
            <numerusform>Delete %n entry</numerusform>
            <numerusform>Delete %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n lookup(s)</source>
        <translation>
            <numerusform>Delete %n lookup</numerusform>
            <numerusform>Delete %n lookups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryNotice</name>
    <message numerus="yes">
        <source>%n lookup(s) wait in memory; saving resumes by itself.</source>
        <translation>
            <numerusform>%n lookup waits in memory; saving resumes by itself.</numerusform>
            <numerusform>%n lookups wait in memory; saving resumes by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s), too many to wait, will not be saved.</source>
        <translation>
            <numerusform>%n lookup, too many to wait, will not be saved.</numerusform>
            <numerusform>%n lookups, too many to wait, will not be saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) in it could be read and are here.</source>
        <translation>
            <numerusform>%n lookup in it could be read and is here.</numerusform>
            <numerusform>%n lookups in it could be read and are here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) in it could not be read.</source>
        <translation>
            <numerusform>%n lookup in it could not be read.</numerusform>
            <numerusform>%n lookups in it could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source> day(s)</source>
        <translation>
            <numerusform> day</numerusform>
            <numerusform> days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message numerus="yes">
        <source>{count} found</source>
        <translation>
            <numerusform>{count} found</numerusform>
            <numerusform>{count} found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} lookup(s)</source>
        <translation>
            <numerusform>{count} lookup</numerusform>
            <numerusform>{count} lookups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} pinned</source>
        <translation>
            <numerusform>{count} pinned</numerusform>
            <numerusform>{count} pinned</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JsonCanvas</name>
    <message numerus="yes">
        <source>… %n item(s)</source>
        <translation>
            <numerusform>… %n item</numerusform>
            <numerusform>… %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JsonTreeModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyController</name>
    <message numerus="yes">
        <source>{count} code(s) not answered yet.</source>
        <translation>
            <numerusform>{count} code not answered yet.</numerusform>
            <numerusform>{count} codes not answered yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} code(s) not answered yet. The run is in the history.</source>
        <translation>
            <numerusform>{count} code not answered yet. The run is in the history.</numerusform>
            <numerusform>{count} codes not answered yet. The run is in the history.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyPortalsWindow</name>
    <message numerus="yes">
        <source>%n field(s) differ</source>
        <translation>
            <numerusform>%n field differs</numerusform>
            <numerusform>%n fields differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n portal(s) not asked to the end</source>
        <translation>
            <numerusform>%n portal did not answer</numerusform>
            <numerusform>%n portals did not answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyWindow</name>
    <message numerus="yes">
        <source>Copy {count} code(s)</source>
        <translation>
            <numerusform>Copy code</numerusform>
            <numerusform>Copy {count} codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export {count} row(s)…</source>
        <translation>
            <numerusform>Export row…</numerusform>
            <numerusform>Export {count} rows…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} request(s)</source>
        <translation>
            <numerusform>{count} request</numerusform>
            <numerusform>{count} requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PortalList</name>
    <message numerus="yes">
        <source>OAuth, %n minute(s) left</source>
        <translation>
            <numerusform>OAuth, %n min left</numerusform>
            <numerusform>OAuth, %n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuitController</name>
    <message numerus="yes">
        <source>%n lookup(s) are not saved.</source>
        <translation>
            <numerusform>%n lookup is not saved.</numerusform>
            <numerusform>%n lookups are not saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The program quits once %n lookup(s) are saved.</source>
        <translation>
            <numerusform>The program quits once %n lookup is saved.</numerusform>
            <numerusform>The program quits once %n lookups are saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemovalController</name>
    <message numerus="yes">
        <source>Delete {count} lookup(s)?</source>
        <translation>
            <numerusform>Delete {count} lookup?</numerusform>
            <numerusform>Delete {count} lookups?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run of many codes</numerusform>
            <numerusform>%n runs of many codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} lookup(s), with {runs}?</source>
        <translation>
            <numerusform>Delete {count} lookup, with {runs}?</numerusform>
            <numerusform>Delete {count} lookups, with {runs}?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} lookup(s) deleted.</source>
        <translation>
            <numerusform>{count} lookup deleted.</numerusform>
            <numerusform>{count} lookups deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) are back.</source>
        <translation>
            <numerusform>%n lookup is back.</numerusform>
            <numerusform>%n lookups are back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) exceeded the limits of the settings and are out of the history.</source>
        <translation>
            <numerusform>%n lookup exceeded the limits of the settings and is out of the history.</numerusform>
            <numerusform>%n lookups exceeded the limits of the settings and are out of the history.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestBar</name>
    <message numerus="yes">
        <source>%n codes: look up all</source>
        <translation>
            <numerusform>%n code: look it up</numerusform>
            <numerusform>%n codes: look up all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>{count} code(s)</source>
        <translation>
            <numerusform>{count} code</numerusform>
            <numerusform>{count} codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} found</source>
        <translation>
            <numerusform>{count} found</numerusform>
            <numerusform>{count} found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} not found</source>
        <translation>
            <numerusform>{count} not found</numerusform>
            <numerusform>{count} not found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} failed</source>
        <translation>
            <numerusform>{count} failed</numerusform>
            <numerusform>{count} failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} not answered</source>
        <translation>
            <numerusform>{count} not answered</numerusform>
            <numerusform>{count} not answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message numerus="yes">
        <source>{count} code(s)</source>
        <translation>
            <numerusform>{count} code</numerusform>
            <numerusform>{count} codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} duplicate(s) removed</source>
        <translation>
            <numerusform>{count} duplicate removed</numerusform>
            <numerusform>{count} duplicates removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n too long to be a code, left out</source>
        <translation>
            <numerusform>%n too long to be a code, left out</numerusform>
            <numerusform>%n too long to be codes, left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message numerus="yes">
        <source>Copy {count} row(s)</source>
        <translation>
            <numerusform>Copy row</numerusform>
            <numerusform>Copy {count} rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferController</name>
    <message numerus="yes">
        <source>%n lookup(s) written to {file}.</source>
        <translation>
            <numerusform>%n lookup written to {file}.</numerusform>
            <numerusform>%n lookups written to {file}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new lookup(s)</source>
        <translation>
            <numerusform>%n new lookup</numerusform>
            <numerusform>%n new lookups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n there already, skipped</source>
        <translation>
            <numerusform>%n there already, skipped</numerusform>
            <numerusform>%n there already, skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken line(s), skipped</source>
        <translation>
            <numerusform>%n broken line, skipped</numerusform>
            <numerusform>%n broken lines, skipped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TreePage</name>
    <message numerus="yes">
        <source>%n value(s) found</source>
        <translation>
            <numerusform>%n value found</numerusform>
            <numerusform>%n values found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrendCard</name>
    <message numerus="yes">
        <source>Last %n lookup(s) of this code</source>
        <translation>
            <numerusform>Last %n lookup of this code</numerusform>
            <numerusform>Last %n lookups of this code</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchController</name>
    <message numerus="yes">
        <source>Watching {code} on {portal}, every %n minute(s)</source>
        <translation>
            <numerusform>Watching {code} on {portal}, every minute</numerusform>
            <numerusform>Watching {code} on {portal}, every %n minutes</numerusform>
        </translation>
    </message>
</context>
</TS>
