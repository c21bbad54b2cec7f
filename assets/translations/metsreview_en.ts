<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>Count</name>
    <message numerus="yes">
        <source>%n lesion(s)</source>
        <translation>
            <numerusform>%n lesion</numerusform>
            <numerusform>%n lesions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n slice</numerusform>
            <numerusform>%n slices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n series</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message numerus="yes">
        <source>Export %n lesion(s)</source>
        <translation>
            <numerusform>Export %n lesion</numerusform>
            <numerusform>Export %n lesions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dry run: %n rule(s) of {system} would be broken</source>
        <translation>
            <numerusform>Dry run: %n rule of {system} would be broken</numerusform>
            <numerusform>Dry run: %n rules of {system} would be broken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not exported: %n finding(s) put aside and not restored</source>
        <translation>
            <numerusform>Not exported: %n finding put aside by post-processing and not restored</numerusform>
            <numerusform>Not exported: %n findings put aside by post-processing and not restored</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>News</name>
    <message numerus="yes">
        <source>Accept %n lesion(s)?</source>
        <translation>
            <numerusform>Accept %n lesion?</numerusform>
            <numerusform>Accept %n lesions?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n lesion(s)?</source>
        <translation>
            <numerusform>Reject %n lesion?</numerusform>
            <numerusform>Reject %n lesions?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n marked lesion(s) are accepted in one step.</source>
        <translation>
            <numerusform>The marked lesion is accepted.</numerusform>
            <numerusform>All %n marked lesions are accepted in one step.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n marked lesion(s) are rejected in one step.</source>
        <translation>
            <numerusform>The marked lesion is rejected.</numerusform>
            <numerusform>All %n marked lesions are rejected in one step.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{news} All that is listed is judged; %n pending are hidden by the filter.</source>
        <translation>
            <numerusform>{news} All that is listed is judged; %n pending lesion is hidden by the filter.</numerusform>
            <numerusform>{news} All that is listed is judged; %n pending lesions are hidden by the filter.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Retrieve</name>
    <message numerus="yes">
        <source>%n studies on {node}.</source>
        <translation>
            <numerusform>%n study on {node}.</numerusform>
            <numerusform>%n studies on {node}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Top</name>
    <message numerus="yes">
        <source>Judge the %n pending lesion(s) first: only what was approved is exported.</source>
        <translation>
            <numerusform>Judge the %n pending lesion first: only what was approved is exported.</numerusform>
            <numerusform>Judge the %n pending lesions first: only what was approved is exported.</numerusform>
        </translation>
    </message>
</context>
</TS>
