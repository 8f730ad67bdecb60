<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>AboutBox</name>
    <message>
        <source>About Badge Inspector</source>
        <translation>О программе Badge Inspector</translation>
    </message>
    <message>
        <source>Badge Inspector {version}</source>
        <translation>Badge Inspector {version}</translation>
    </message>
    <message>
        <source>It only reads: crm.activity.badge.get, crm.activity.badge.list, batch of those, profile, scope, method.get, app.info and server.time. Nothing on a portal is ever changed. No telemetry.</source>
        <translation>Программа только читает: crm.activity.badge.get, crm.activity.badge.list, batch из них, profile, scope, method.get, app.info и server.time. На портале ничего не меняется. Телеметрии нет.</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Версии</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Расположение файлов</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Лицензии</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Система</translation>
    </message>
    <message>
        <source>Badge Inspector is free software under the MIT licence. It uses Qt and PySide6 under the LGPL 3, and httpx, qasync, platformdirs, keyring and truststore under their own free licences.</source>
        <translation>Badge Inspector — свободная программа под лицензией MIT. Она использует Qt и PySide6 под LGPL 3, а также httpx, qasync, platformdirs, keyring и truststore под их собственными свободными лицензиями.</translation>
    </message>
    <message>
        <source>Settings and history</source>
        <translation>Настройки и история</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Licences in full</source>
        <translation>Полные тексты лицензий</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Скопировать версии</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Открыть папку</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Lookup</source>
        <translation>&amp;Запрос</translation>
    </message>
    <message>
        <source>H&amp;istory</source>
        <translation>&amp;История</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>Choose portal…</source>
        <translation>Выбрать портал…</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Новое окно</translation>
    </message>
    <message>
        <source>Open HAR file…</source>
        <translation>Открыть HAR-файл…</translation>
    </message>
    <message>
        <source>Open HAR from the clipboard</source>
        <translation>Открыть HAR из буфера обмена</translation>
    </message>
    <message>
        <source>Save case file…</source>
        <translation>Сохранить файл заявки…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>Type a badge code</source>
        <translation>Ввести код бейджа</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Look up again</source>
        <translation>Найти ещё раз</translation>
    </message>
    <message>
        <source>Many codes…</source>
        <translation>Много кодов…</translation>
    </message>
    <message>
        <source>Many portals…</source>
        <translation>Много порталов…</translation>
    </message>
    <message>
        <source>Watch…</source>
        <translation>Следить…</translation>
    </message>
    <message>
        <source>List the portal’s badges…</source>
        <translation>Все бейджи портала…</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Копировать отчёт</translation>
    </message>
    <message>
        <source>Report for a ticket…</source>
        <translation>Отчёт для заявки…</translation>
    </message>
    <message>
        <source>Save response…</source>
        <translation>Сохранить ответ…</translation>
    </message>
    <message>
        <source>Search history</source>
        <translation>Поиск в истории</translation>
    </message>
    <message>
        <source>Pin or unpin</source>
        <translation>Закрепить или открепить</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Заметка…</translation>
    </message>
    <message>
        <source>Open beside</source>
        <translation>Открыть рядом</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>Delete from history</source>
        <translation>Удалить из истории</translation>
    </message>
    <message>
        <source>Delete the whole day</source>
        <translation>Удалить весь день</translation>
    </message>
    <message>
        <source>Delete all of the portal</source>
        <translation>Удалить всё с этого портала</translation>
    </message>
    <message>
        <source>Delete the whole history</source>
        <translation>Удалить всю историю</translation>
    </message>
    <message>
        <source>Undo deleting</source>
        <translation>Отменить удаление</translation>
    </message>
    <message>
        <source>Bring back what exceeded the limits</source>
        <translation>Вернуть удалённое по ограничениям</translation>
    </message>
    <message>
        <source>Private mode</source>
        <translation>Приватный режим</translation>
    </message>
    <message>
        <source>Compare with previous</source>
        <translation>Сравнить с предыдущим</translation>
    </message>
    <message>
        <source>Find in response</source>
        <translation>Найти в ответе</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Найти следующее</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Найти предыдущее</translation>
    </message>
    <message>
        <source>Response as JSON</source>
        <translation>Ответ как JSON</translation>
    </message>
    <message>
        <source>Response as tree</source>
        <translation>Ответ деревом</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Заголовки</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Запрос</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Увеличить</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Уменьшить</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Обычный размер</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Следующая часть окна</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Предыдущая часть окна</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Палитра команд…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Руководство</translation>
    </message>
    <message>
        <source>What’s this?</source>
        <translation>Что это?</translation>
    </message>
    <message>
        <source>About Badge Inspector</source>
        <translation>О программе Badge Inspector</translation>
    </message>
</context>
<context>
    <name>AdvancedPage</name>
    <message>
        <source>Everything</source>
        <translation>Всё</translation>
    </message>
    <message>
        <source>Main events</source>
        <translation>Основные события</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Предупреждения</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Только ошибки</translation>
    </message>
    <message>
        <source>Open the log’s folder</source>
        <translation>Открыть папку журнала</translation>
    </message>
    <message>
        <source>It holds no tokens, webhook secrets or badge codes.</source>
        <translation>В нём нет токенов, секретов вебхуков и кодов бейджей.</translation>
    </message>
    <message>
        <source>Log level</source>
        <translation>Подробность журнала</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
</context>
<context>
    <name>AnswerPanel</name>
    <message>
        <source>no response</source>
        <translation>нет ответа</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Дерево</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Заголовки</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Запрос</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Copy formatted</source>
        <translation>Копировать с отступами</translation>
    </message>
    <message>
        <source>Copy as received</source>
        <translation>Копировать как получено</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>The portal’s response appears here exactly as it was sent, with its headers.</source>
        <translation>Здесь появится ответ портала, точно как он прислан, с заголовками.</translation>
    </message>
</context>
<context>
    <name>Apart</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n год</numerusform>
            <numerusform>%n года</numerusform>
            <numerusform>%n лет</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n час</numerusform>
            <numerusform>%n часа</numerusform>
            <numerusform>%n часов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n минута</numerusform>
            <numerusform>%n минуты</numerusform>
            <numerusform>%n минут</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Set on the command line for this run; a choice made here applies from the next start.</source>
        <translation>Для этого запуска задано в командной строке; выбранное здесь начнёт действовать со следующего.</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Масштаб</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Переносить длинные строки</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>The log cannot be written: {reason}.</source>
        <translation>Журнал не записывается: {reason}.</translation>
    </message>
</context>
<context>
    <name>ArrivalsController</name>
    <message>
        <source>There is no portal named “{name}”.</source>
        <translation>Портала с именем «{name}» нет.</translation>
    </message>
    <message>
        <source>No portal yet: add one in the settings, or try the demo.</source>
        <translation>Порталов пока нет: добавьте портал в настройках или попробуйте демо.</translation>
    </message>
    <message>
        <source>{name} does not hold a token: it contains spaces or characters that are not text.</source>
        <translation>Значение {name} не может быть токеном: в нём есть пробелы или недопустимые символы.</translation>
    </message>
    <message numerus="yes">
        <source>Understood: %n code(s) from {form}.</source>
        <translation>
            <numerusform>Распознано: %n код ({form}).</numerusform>
            <numerusform>Распознано: %n кода ({form}).</numerusform>
            <numerusform>Распознано: %n кодов ({form}).</numerusform>
        </translation>
    </message>
    <message>
        <source>Understood: code “{code}” from {form}.</source>
        <translation>Распознано: код «{code}» ({form}).</translation>
    </message>
    <message>
        <source>Use “{name}”</source>
        <translation>Выбрать «{name}»</translation>
    </message>
    <message>
        <source>Add {host}…</source>
        <translation>Добавить {host}…</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read.</source>
        <translation>
            <numerusform>%n файл не удалось прочитать.</numerusform>
            <numerusform>%n файла не удалось прочитать.</numerusform>
            <numerusform>%n файлов не удалось прочитать.</numerusform>
        </translation>
    </message>
    <message>
        <source>This contains a portal’s secret, not a badge code: paste it into the settings.</source>
        <translation>Здесь секрет портала, а не код бейджа: вставьте его в настройках.</translation>
    </message>
    <message>
        <source>What was dropped contains no badge code.</source>
        <translation>В перетащенном нет кода бейджа.</translation>
    </message>
</context>
<context>
    <name>BadgeCard</name>
    <message>
        <source>Badge</source>
        <translation>Бейдж</translation>
    </message>
</context>
<context>
    <name>BadgeFacts</name>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Языки</translation>
    </message>
    <message>
        <source>one text for all</source>
        <translation>один текст для всех</translation>
    </message>
    <message numerus="yes">
        <source>and %n more field(s), see the JSON</source>
        <translation>
            <numerusform>и ещё %n поле, см. JSON</numerusform>
            <numerusform>и ещё %n поля, см. JSON</numerusform>
            <numerusform>и ещё %n полей, см. JSON</numerusform>
        </translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>не прислано</translation>
    </message>
    <message>
        <source>empty text</source>
        <translation>пустой текст</translation>
    </message>
    <message>
        <source>only white space</source>
        <translation>только пробелы</translation>
    </message>
    <message>
        <source>no text for this language</source>
        <translation>для этого языка текста нет</translation>
    </message>
    <message>
        <source>texts by language, none sent</source>
        <translation>тексты по языкам, не прислано ни одного</translation>
    </message>
    <message numerus="yes">
        <source>{languages} and %n more</source>
        <translation>
            <numerusform>{languages} и ещё %n</numerusform>
            <numerusform>{languages} и ещё %n</numerusform>
            <numerusform>{languages} и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>unknown type, shown grey as secondary</source>
        <translation>неизвестный тип, серый, как secondary</translation>
    </message>
    <message>
        <source>an object, not a text</source>
        <translation>объект, а не текст</translation>
    </message>
    <message>
        <source>a list, not a text</source>
        <translation>список, а не текст</translation>
    </message>
    <message>
        <source>a yes-or-no value, not a text</source>
        <translation>логическое значение, а не текст</translation>
    </message>
    <message>
        <source>null, not a text</source>
        <translation>null, а не текст</translation>
    </message>
    <message>
        <source>a number, not a text</source>
        <translation>число, а не текст</translation>
    </message>
</context>
<context>
    <name>BadgeView</name>
    <message>
        <source>You asked for “{code}”: the letter case differs, and activities must use the portal’s form.</source>
        <translation>Вы искали «{code}»: регистр букв другой, а в делах нужен код портала.</translation>
    </message>
    <message>
        <source>You asked for “{code}”: the portal’s code differs from position {position} on.</source>
        <translation>Вы искали «{code}»: код портала отличается начиная с позиции {position}.</translation>
    </message>
    <message>
        <source>Sent more than once; the last one counts: {names}</source>
        <translation>Прислано больше одного раза, действует последнее: {names}</translation>
    </message>
</context>
<context>
    <name>BadgeWords</name>
    <message>
        <source>green</source>
        <translation>зелёный</translation>
    </message>
    <message>
        <source>red</source>
        <translation>красный</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>жёлтый</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>синий</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>серый</translation>
    </message>
</context>
<context>
    <name>BodyPage</name>
    <message>
        <source>No response received.</source>
        <translation>Ответ не получен.</translation>
    </message>
    <message>
        <source>The response is empty.</source>
        <translation>Ответ пуст.</translation>
    </message>
    <message>
        <source>This is not JSON. The beginning of it, as text:</source>
        <translation>Это не JSON. Начало ответа как текст:</translation>
    </message>
    <message>
        <source>This is not JSON. As text:</source>
        <translation>Это не JSON. Ответ как текст:</translation>
    </message>
    <message>
        <source>Response as text</source>
        <translation>Ответ как текст</translation>
    </message>
</context>
<context>
    <name>Captures</name>
    <message>
        <source>not recorded</source>
        <translation>не записано</translation>
    </message>
    <message>
        <source>From a case file</source>
        <translation>Из файла заявки</translation>
    </message>
    <message>
        <source>From a HAR file</source>
        <translation>Из HAR-файла</translation>
    </message>
    <message>
        <source>{file}, recorded by {program}.</source>
        <translation>{file}, запись: {program}.</translation>
    </message>
    <message>
        <source>The file does not say when; its own date stands for that.</source>
        <translation>Время в файле не указано, вместо него взята дата файла.</translation>
    </message>
    <message>
        <source>Edited since it was saved: the response does not match its SHA-256.</source>
        <translation>Файл изменён после сохранения: ответ не соответствует своему SHA-256.</translation>
    </message>
    <message>
        <source>Edited since it was saved: the response matches its SHA-256, the rest does not.</source>
        <translation>Файл изменён после сохранения: ответ соответствует своему SHA-256, остальное нет.</translation>
    </message>
</context>
<context>
    <name>CaseFiles</name>
    <message>
        <source>Nothing was saved: the keyring does not answer, and without it the file cannot be checked for secrets.</source>
        <translation>Ничего не сохранено: хранилище ключей не отвечает, а без него нельзя проверить файл на секреты.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>Не удалось записать {file}: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) saved to {file}.</source>
        <translation>
            <numerusform>%n запрос сохранён в {file}.</numerusform>
            <numerusform>%n запроса сохранено в {file}.</numerusform>
            <numerusform>%n запросов сохранено в {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was saved: a portal’s secret is in a lookup, written in another form.</source>
        <translation>Ничего не сохранено: в одном из запросов есть секрет портала, записанный в другом виде.</translation>
    </message>
    <message>
        <source>Nothing was saved: a portal’s secret is in a lookup.</source>
        <translation>Ничего не сохранено: в одном из запросов есть секрет портала.</translation>
    </message>
</context>
<context>
    <name>CatalogueController</name>
    <message>
        <source>Asking {portal}…</source>
        <translation>Запрос к порталу {portal}…</translation>
    </message>
</context>
<context>
    <name>CatalogueRows</name>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Бейдж</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
</context>
<context>
    <name>CatalogueWindow</name>
    <message>
        <source>Refresh</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Badges of the portal</source>
        <translation>Бейджи портала</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Look up on {portal}</source>
        <translation>Найти на «{portal}»</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Копировать код</translation>
    </message>
    <message>
        <source>That was {time} ago.</source>
        <translation>С тех пор прошло {time}.</translation>
    </message>
    <message>
        <source>This portal has no badges. An application registers them with crm.activity.badge.add; then “Refresh” shows them here.</source>
        <translation>На этом портале нет бейджей. Приложение регистрирует их методом crm.activity.badge.add; после этого «Обновить» покажет их здесь.</translation>
    </message>
    <message>
        <source>No matching badges. Try fewer letters.</source>
        <translation>Бейджи не найдены. Введите меньше букв.</translation>
    </message>
    <message>
        <source>Filter badges…</source>
        <translation>Фильтр бейджей…</translation>
    </message>
    <message>
        <source>Filter badges</source>
        <translation>Фильтр бейджей</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Сравнить с…</translation>
    </message>
    <message>
        <source>Compare with another portal</source>
        <translation>Сравнить с другим порталом</translation>
    </message>
    <message>
        <source>Badges</source>
        <translation>Бейджи</translation>
    </message>
    <message>
        <source>Asking the portal…</source>
        <translation>Запрос к порталу…</translation>
    </message>
    <message numerus="yes">
        <source>Copy {count} code(s)</source>
        <translation>
            <numerusform>Копировать {count} код</numerusform>
            <numerusform>Копировать {count} кода</numerusform>
            <numerusform>Копировать {count} кодов</numerusform>
        </translation>
    </message>
    <message>
        <source>Badges of {portal}</source>
        <translation>Бейджи портала {portal}</translation>
    </message>
    <message numerus="yes">
        <source>%n badge(s), as of {time}. Enter looks one up.</source>
        <translation>
            <numerusform>%n бейдж на {time}. Enter — найти.</numerusform>
            <numerusform>%n бейджа на {time}. Enter — найти.</numerusform>
            <numerusform>%n бейджей на {time}. Enter — найти.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertificateField</name>
    <message>
        <source>None left</source>
        <translation>Больше нет</translation>
    </message>
    <message>
        <source>Stop trusting</source>
        <translation>Больше не доверять</translation>
    </message>
</context>
<context>
    <name>ChangesPart</name>
    <message>
        <source>“{name}” has another host now, and no secret for it yet.</source>
        <translation>У портала «{name}» теперь другой адрес; секрета для него ещё нет.</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>«{name}» удалён.</translation>
    </message>
    <message>
        <source>The certificate is no longer trusted for “{name}”.</source>
        <translation>Сертификату больше не доверяют для портала «{name}».</translation>
    </message>
</context>
<context>
    <name>ChecksPart</name>
    <message>
        <source>user {number}</source>
        <translation>пользователь {number}</translation>
    </message>
    <message>
        <source>{who}, administrator</source>
        <translation>{who}, администратор</translation>
    </message>
    <message>
        <source>scopes {names}</source>
        <translation>области {names}</translation>
    </message>
    <message>
        <source>the scope crm is missing: tick CRM in the webhook’s settings</source>
        <translation>нет области crm: отметьте CRM в настройках вебхука</translation>
    </message>
    <message>
        <source>crm.activity.badge.get is available</source>
        <translation>crm.activity.badge.get доступен</translation>
    </message>
    <message>
        <source>crm.activity.badge.get is not available there</source>
        <translation>crm.activity.badge.get там недоступен</translation>
    </message>
</context>
<context>
    <name>CodeField</name>
    <message>
        <source>Badge code</source>
        <translation>Код бейджа</translation>
    </message>
    <message>
        <source>The code an app gave its badge; press Enter to look it up.</source>
        <translation>Код, который приложение дало бейджу; Enter — найти.</translation>
    </message>
    <message numerus="yes">
        <source>%n known code(s), as of {time}</source>
        <translation>
            <numerusform>%n известный код на {time}</numerusform>
            <numerusform>%n известных кода на {time}</numerusform>
            <numerusform>%n известных кодов на {time}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeHints</name>
    <message>
        <source>The code begins or ends with white space.</source>
        <translation>Код начинается или заканчивается пробелом.</translation>
    </message>
    <message>
        <source>The code contains a control character ({point}) at position {position}.</source>
        <translation>В коде есть управляющий символ ({point}) на позиции {position}.</translation>
    </message>
    <message>
        <source>The code contains an invisible character ({point} {name}) at position {position}.</source>
        <translation>В коде есть невидимый символ ({point} {name}) на позиции {position}.</translation>
    </message>
    <message>
        <source>The code contains an unusual space ({point} {name}) at position {position}.</source>
        <translation>В коде есть необычный пробел ({point} {name}) на позиции {position}.</translation>
    </message>
    <message>
        <source>The code contains a Cyrillic “{char}” at position {position}; it looks like “{looks}”.</source>
        <translation>В коде есть кириллическая буква «{char}» на позиции {position}; она похожа на «{looks}».</translation>
    </message>
    <message>
        <source>The code contains a Greek “{char}” at position {position}; it looks like “{looks}”.</source>
        <translation>В коде есть греческая буква «{char}» на позиции {position}; она похожа на «{looks}».</translation>
    </message>
    <message>
        <source>The code contains a Latin “{char}” at position {position}; it looks like “{looks}”.</source>
        <translation>В коде есть латинская буква «{char}» на позиции {position}; она похожа на «{looks}».</translation>
    </message>
    <message>
        <source>The code contains “{char}” ({point} {name}) at position {position}; it looks like “{looks}”.</source>
        <translation>В коде есть символ «{char}» ({point} {name}) на позиции {position}; он похож на «{looks}».</translation>
    </message>
    <message>
        <source>All letters of the code are Cyrillic; in Latin letters, “{looks}” looks the same.</source>
        <translation>Все буквы кода — кириллица; латиницей так же выглядит «{looks}».</translation>
    </message>
    <message>
        <source>The code mixes letters of different alphabets within one word, from position {position}.</source>
        <translation>В одном слове кода смешаны буквы разных алфавитов, начиная с позиции {position}.</translation>
    </message>
    <message>
        <source>The code writes a letter and its accent as two characters; “{looks}” looks the same and is shorter.</source>
        <translation>Буква и её знак записаны в коде двумя символами; короче и на вид так же: «{looks}».</translation>
    </message>
    <message>
        <source>(the letter case differs)</source>
        <translation>(другой регистр букв)</translation>
    </message>
    <message>
        <source>(a look-alike {point} in place of “{meant}”)</source>
        <translation>(похожая буква {point} вместо «{meant}»)</translation>
    </message>
    <message>
        <source>(a space or an invisible character)</source>
        <translation>(пробел или невидимый символ)</translation>
    </message>
    <message>
        <source>(“{text}” is missing)</source>
        <translation>(не хватает «{text}»)</translation>
    </message>
    <message>
        <source>(“{text}” is extra)</source>
        <translation>(лишнее «{text}»)</translation>
    </message>
    <message>
        <source>(“{text}” in place of “{meant}”)</source>
        <translation>(«{text}» вместо «{meant}»)</translation>
    </message>
    <message>
        <source>(letters are swapped)</source>
        <translation>(буквы переставлены)</translation>
    </message>
    <message>
        <source>The code has {count} characters; badge.add refuses more than {most}, so REST registered none like it.</source>
        <translation>В коде {count} симв.; badge.add не принимает больше {most}, поэтому через REST такой код не зарегистрировать.</translation>
    </message>
</context>
<context>
    <name>ColourChoice</name>
    <message>
        <source>Red</source>
        <translation>Красный</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Янтарный</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Зелёный</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Синий</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Серый</translation>
    </message>
</context>
<context>
    <name>CompareController</name>
    <message>
        <source>Look up a badge first.</source>
        <translation>Сначала найдите бейдж.</translation>
    </message>
    <message>
        <source>There is no earlier lookup to compare with.</source>
        <translation>Более раннего запроса для сравнения нет.</translation>
    </message>
    <message>
        <source>Its portal is no longer in the settings.</source>
        <translation>Этого портала больше нет в настройках.</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>Same badge, only timing differs</source>
        <translation>Бейдж тот же, различается только время</translation>
    </message>
    <message>
        <source>Same response, only timing differs</source>
        <translation>Ответ тот же, различается только время</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Сравнение</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Поменять местами</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>Построчно</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Копировать как Markdown</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Identical</source>
        <translation>Совпадают</translation>
    </message>
    <message>
        <source>Same fields; the text differs · ↓ next (F8)</source>
        <translation>Поля те же, текст различается · ↓ дальше (F8)</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s) · ↓ next (F8)</source>
        <translation>
            <numerusform>%n отличие · ↓ дальше (F8)</numerusform>
            <numerusform>%n отличия · ↓ дальше (F8)</numerusform>
            <numerusform>%n отличий · ↓ дальше (F8)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Compared</name>
    <message>
        <source>Outcome</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Языки</translation>
    </message>
    <message>
        <source>Other fields</source>
        <translation>Другие поля</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>Статус HTTP</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Полное время</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>one text for all</source>
        <translation>один текст для всех</translation>
    </message>
    <message>
        <source>found</source>
        <translation>найден</translation>
    </message>
</context>
<context>
    <name>Contract</name>
    <message>
        <source>The response is not JSON; its type is “{found}”.</source>
        <translation>Ответ — не JSON; его тип — «{found}».</translation>
    </message>
    <message>
        <source>HTTP status {found}; documented: {documented}.</source>
        <translation>HTTP-статус {found}; в документации: {documented}.</translation>
    </message>
    <message>
        <source>No page documents the member “{found}”.</source>
        <translation>Поля «{found}» нет ни на одной странице.</translation>
    </message>
    <message>
        <source>The documented member “{documented}” is missing.</source>
        <translation>Нет описанного поля «{documented}».</translation>
    </message>
    <message>
        <source>The member “{found}” was sent more than once.</source>
        <translation>Поле «{found}» пришло несколько раз.</translation>
    </message>
    <message>
        <source>{found} came; the documented type is {documented}.</source>
        <translation>Пришло {found}; тип по документации — {documented}.</translation>
    </message>
    <message>
        <source>{found} came without a fraction; the documented type is {documented}.</source>
        <translation>{found} пришло без дробной части; тип по документации — {documented}.</translation>
    </message>
    <message>
        <source>The code has {found} characters; badge.add refuses more than {documented}.</source>
        <translation>В коде {found} симв.; badge.add не принимает больше {documented}.</translation>
    </message>
    <message>
        <source>“{found}” is not a language code of Bitrix24’s cloud; badge.add refuses an unknown one.</source>
        <translation>«{found}» — не код языка облачного Битрикс24; неизвестный язык badge.add не принимает.</translation>
    </message>
    <message>
        <source>“{found}” is not one of the types; badge.add refuses all but {documented}.</source>
        <translation>Типа «{found}» нет; badge.add принимает только {documented}.</translation>
    </message>
    <message>
        <source>The result is null: documented for a failure, but the documentation’s own sample is an error.</source>
        <translation>Результат — null: страница обещает его при неудаче, а в её же примере неудачи — ошибка.</translation>
    </message>
    <message>
        <source>No page names the error code “{found}”.</source>
        <translation>Код ошибки «{found}» не назван ни на одной странице.</translation>
    </message>
    <message>
        <source>The text is “{found}”; documented: “{documented}”.</source>
        <translation>Текст — «{found}»; в документации: «{documented}».</translation>
    </message>
    <message>
        <source>Pages contradict each other: no error of the portal</source>
        <translation>Страницы противоречат друг другу: это не ошибка портала</translation>
    </message>
    <message>
        <source>Not documented</source>
        <translation>Не описано в документации</translation>
    </message>
    <message>
        <source>Other than documented, and known from practice</source>
        <translation>Иначе, чем в документации; известно из практики</translation>
    </message>
    <message>
        <source>Other than documented</source>
        <translation>Иначе, чем в документации</translation>
    </message>
    <message>
        <source>Known from practice, not documented</source>
        <translation>Известно из практики, в документации нет</translation>
    </message>
    <message>
        <source>practice: this program’s facts about Bitrix24, “{heading}”</source>
        <translation>практика: факты этой программы о Битрикс24, «{heading}»</translation>
    </message>
    <message>
        <source>read {date}</source>
        <translation>прочитано {date}</translation>
    </message>
</context>
<context>
    <name>ContractWords</name>
    <message>
        <source>As documented</source>
        <translation>Как в документации</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) not in the documentation</source>
        <translation>
            <numerusform>%n поле не описано в документации</numerusform>
            <numerusform>%n поля не описаны в документации</numerusform>
            <numerusform>%n полей не описаны в документации</numerusform>
        </translation>
    </message>
    <message>
        <source>The documentation contradicts itself</source>
        <translation>Документация противоречит сама себе</translation>
    </message>
    <message>
        <source>Not documented, but known from practice</source>
        <translation>Не описано, но известно из практики</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s) from the documentation</source>
        <translation>
            <numerusform>%n отличие от документации</numerusform>
            <numerusform>%n отличия от документации</numerusform>
            <numerusform>%n отличий от документации</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashController</name>
    <message>
        <source>An unexpected error occurred; the program continues.</source>
        <translation>Произошла непредвиденная ошибка; программа продолжает работать.</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message numerus="yes">
        <source>It happened %n time(s) in this run.</source>
        <translation>
            <numerusform>За этот запуск: %n раз.</numerusform>
            <numerusform>За этот запуск: %n раза.</numerusform>
            <numerusform>За этот запуск: %n раз.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unexpected error</source>
        <translation>Непредвиденная ошибка</translation>
    </message>
    <message>
        <source>Something went wrong inside the program. You can go on working; what is saved is safe. The report below helps to fix it. It contains no tokens or webhook secrets.</source>
        <translation>Внутри программы что-то пошло не так. Можно продолжать работу; всё сохранённое цело. Отчёт ниже поможет это исправить. Токенов и секретов вебхуков в нём нет.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Отчёт</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Копировать отчёт</translation>
    </message>
    <message>
        <source>Open the log’s folder</source>
        <translation>Открыть папку журнала</translation>
    </message>
</context>
<context>
    <name>DemoStart</name>
    <message>
        <source>The demo portal is ready</source>
        <translation>Демо-портал готов</translation>
    </message>
    <message>
        <source>Look up one of its badges, or an error.</source>
        <translation>Запросите один из его бейджей или ошибку.</translation>
    </message>
    <message>
        <source>All badges</source>
        <translation>Все бейджи</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>Copy lines</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>Copy changed lines</source>
        <translation>Копировать отличия</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Следующее отличие</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Выделить всё</translation>
    </message>
</context>
<context>
    <name>DifferenceRows</name>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Сравнение</translation>
    </message>
    <message>
        <source>only on {portal}</source>
        <translation>только на портале {portal}</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>одинаково</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>All {count}</source>
        <translation>Все {count}</translation>
    </message>
    <message>
        <source>Only here {count}</source>
        <translation>Только здесь {count}</translation>
    </message>
    <message>
        <source>Only there {count}</source>
        <translation>Только там {count}</translation>
    </message>
    <message>
        <source>Different {count}</source>
        <translation>Отличаются {count}</translation>
    </message>
    <message>
        <source>The same {count}</source>
        <translation>Одинаковы {count}</translation>
    </message>
    <message>
        <source>Badges of both portals</source>
        <translation>Бейджи обоих порталов</translation>
    </message>
</context>
<context>
    <name>EntryController</name>
    <message>
        <source>Open another lookup in the main window to compare this one with.</source>
        <translation>Откройте в главном окне другой запрос, чтобы сравнить с этим.</translation>
    </message>
</context>
<context>
    <name>EntryWindow</name>
    <message>
        <source>Compare with the main window</source>
        <translation>Сравнить с главным окном</translation>
    </message>
    <message>
        <source>Look up again</source>
        <translation>Найти ещё раз</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>ExcessWords</name>
    <message numerus="yes">
        <source>%n byte(s) came after the response that belong to no request. The connection was closed, so that no other lookup reads them.</source>
        <translation>
            <numerusform>После ответа пришёл %n лишний байт, не относящийся ни к одному запросу. Соединение закрыто, чтобы он не попал в другой запрос.</numerusform>
            <numerusform>После ответа пришло %n лишних байта, не относящихся ни к одному запросу. Соединение закрыто, чтобы они не попали в другой запрос.</numerusform>
            <numerusform>После ответа пришло %n лишних байт, не относящихся ни к одному запросу. Соединение закрыто, чтобы они не попали в другой запрос.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExpiryField</name>
    <message>
        <source>known</source>
        <translation>известно</translation>
    </message>
</context>
<context>
    <name>ExportBox</name>
    <message>
        <source>Export the history</source>
        <translation>Экспорт истории</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Выбрать файл…</translation>
    </message>
    <message numerus="yes">
        <source>The {count} selected lookup(s)</source>
        <translation>
            <numerusform>{count} выделенный запрос</numerusform>
            <numerusform>{count} выделенных запроса</numerusform>
            <numerusform>{count} выделенных запросов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The {count} that the search finds</source>
        <translation>
            <numerusform>{count} запрос, найденный поиском</numerusform>
            <numerusform>{count} запроса, найденных поиском</numerusform>
            <numerusform>{count} запросов, найденных поиском</numerusform>
        </translation>
    </message>
    <message>
        <source>All that the search finds, more than {count}</source>
        <translation>Всё, что находит поиск, больше {count}</translation>
    </message>
    <message numerus="yes">
        <source>The whole history, {count} lookup(s)</source>
        <translation>
            <numerusform>Вся история, {count} запрос</numerusform>
            <numerusform>Вся история, {count} запроса</numerusform>
            <numerusform>Вся история, {count} запросов</numerusform>
        </translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Как</translation>
    </message>
    <message>
        <source>JSON Lines: every byte, to be imported again</source>
        <translation>JSON Lines: до последнего байта, можно импортировать обратно</translation>
    </message>
    <message>
        <source>CSV: a table for a spreadsheet</source>
        <translation>CSV: таблица для Excel и других</translation>
    </message>
    <message>
        <source>HTML: a report to read, print or send</source>
        <translation>HTML: отчёт, чтобы читать, печатать или отправить</translation>
    </message>
    <message>
        <source>HAR: a case file for colleagues and for browsers’ network panels</source>
        <translation>HAR: файл заявки для коллег и сетевых панелей браузеров</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>HAR</source>
        <translation>HAR</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>Copy name and value</source>
        <translation>Копировать имя и значение</translation>
    </message>
    <message>
        <source>Copy all {count} characters</source>
        <translation>Копировать всё ({count})</translation>
    </message>
</context>
<context>
    <name>FailureController</name>
    <message>
        <source>Look up a badge first.</source>
        <translation>Сначала найдите бейдж.</translation>
    </message>
    <message>
        <source>The portal of that lookup is no longer in the settings.</source>
        <translation>Портала этого запроса в настройках больше нет.</translation>
    </message>
    <message>
        <source>Trust this certificate?</source>
        <translation>Доверять этому сертификату?</translation>
    </message>
    <message>
        <source>Trust this certificate for {host}, and no other?</source>
        <translation>Доверять для {host} этому сертификату и никакому другому?</translation>
    </message>
    <message>
        <source>Issued to: {subject}
Issued by: {issuer}
Valid until: {until}
SHA-256: {print}

Compare the fingerprint with the one the portal’s administrator gives you.</source>
        <translation>Кому выдан: {subject}
Кем выдан: {issuer}
Действует до: {until}
SHA-256: {print}

Сверьте отпечаток с тем, что назовёт администратор портала.</translation>
    </message>
    <message>
        <source>Trust for this portal</source>
        <translation>Доверять для этого портала</translation>
    </message>
</context>
<context>
    <name>FailureView</name>
    <message>
        <source>Asking again in {countdown}: cancel</source>
        <translation>Повтор через {countdown}: отменить</translation>
    </message>
    <message>
        <source>Try again in {countdown}</source>
        <translation>Повторить через {countdown}</translation>
    </message>
    <message>
        <source>What the page says</source>
        <translation>Что написано на странице</translation>
    </message>
    <message>
        <source>Portal’s words</source>
        <translation>Сообщение портала</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Where the trouble is</source>
        <translation>На чьей стороне</translation>
    </message>
    <message>
        <source>Redirect leads to</source>
        <translation>Перенаправление ведёт на</translation>
    </message>
    <message>
        <source>Technical reason</source>
        <translation>Техническая причина</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>«{words}»</translation>
    </message>
    <message>
        <source>Did you mean</source>
        <translation>Возможно, вы имели в виду</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Try again later</source>
        <translation>Повторить позже</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>Открыть настройки</translation>
    </message>
    <message>
        <source>Enter the token</source>
        <translation>Ввести токен</translation>
    </message>
    <message>
        <source>List all badges</source>
        <translation>Все бейджи портала</translation>
    </message>
    <message>
        <source>Use the new address</source>
        <translation>Перейти на новый адрес</translation>
    </message>
    <message>
        <source>View certificate</source>
        <translation>Посмотреть сертификат</translation>
    </message>
    <message>
        <source>Proxy settings</source>
        <translation>Настройки прокси</translation>
    </message>
    <message>
        <source>Add a portal</source>
        <translation>Добавить портал</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Копировать отчёт</translation>
    </message>
    <message>
        <source>an empty error code</source>
        <translation>с пустым кодом ошибки</translation>
    </message>
    <message>
        <source>“{code}”</source>
        <translation>«{code}»</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>ожидания очереди</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>соединения</translation>
    </message>
    <message>
        <source>securing the connection</source>
        <translation>установки шифрования</translation>
    </message>
    <message>
        <source>sending the request</source>
        <translation>отправки запроса</translation>
    </message>
    <message>
        <source>waiting for the response</source>
        <translation>ожидания ответа</translation>
    </message>
    <message>
        <source>downloading the response</source>
        <translation>загрузки ответа</translation>
    </message>
    <message>
        <source>No badge has the code “{code}”</source>
        <translation>Бейджа с кодом «{code}» нет</translation>
    </message>
    <message>
        <source>The portal answered, your token works, and no badge with this code is registered. Whether letter case matters is not known.</source>
        <translation>Портал ответил, токен работает, но бейдж с таким кодом не зарегистрирован. Важен ли регистр букв, неизвестно.</translation>
    </message>
    <message>
        <source>Check the spelling and the letter case, or pick the code from the portal’s list. A badge exists only on the portal where it was added.</source>
        <translation>Проверьте написание и регистр букв или выберите код из списка портала. Бейдж есть только на том портале, где его добавили.</translation>
    </message>
    <message>
        <source>This portal does not know the badge method</source>
        <translation>Портал не знает метода бейджей</translation>
    </message>
    <message>
        <source>The portal is older than badges, has CRM switched off, or the webhook address lacks its user number or secret.</source>
        <translation>Портал старше, чем бейджи, на нём выключен CRM или в адресе вебхука нет номера пользователя либо секрета.</translation>
    </message>
    <message>
        <source>Check the webhook address in the settings first. If it is right, the portal’s administrator has to update the portal or switch CRM on.</source>
        <translation>Сначала проверьте адрес вебхука в настройках. Если он верен, администратор портала должен обновить портал или включить CRM.</translation>
    </message>
    <message>
        <source>The portal did not receive the code as text</source>
        <translation>Портал не получил код как текст</translation>
    </message>
    <message>
        <source>The portal found no usable “code” in the request. This program always sends it as text, so something on the way changed the request, or the fault is in the program.</source>
        <translation>Портал не нашёл в запросе пригодного параметра code. Программа всегда отправляет его текстом: значит, запрос изменили по пути или ошибка в самой программе.</translation>
    </message>
    <message>
        <source>Compare with the Request tab, try once more, and pass the report on if it happens again.</source>
        <translation>Сверьте вкладку «Запрос», повторите и, если не поможет, передайте отчёт разработчикам.</translation>
    </message>
    <message>
        <source>The portal rejected a parameter of the request</source>
        <translation>Портал отклонил параметр запроса</translation>
    </message>
    <message>
        <source>The portal read the request and refuses one of its parameters, see its words.</source>
        <translation>Портал прочитал запрос, но не принимает один из параметров: см. сообщение портала.</translation>
    </message>
    <message>
        <source>Check the code for unusual characters. If it is right, pass the report on to the developers.</source>
        <translation>Проверьте, нет ли в коде необычных символов. Если код верен, передайте отчёт разработчикам.</translation>
    </message>
    <message>
        <source>The portal does not accept the value “{code}”</source>
        <translation>Портал не принимает значение «{code}»</translation>
    </message>
    <message>
        <source>The portal read the code and says that a badge code cannot look like this.</source>
        <translation>Портал прочитал код и считает, что код бейджа не может быть таким.</translation>
    </message>
    <message>
        <source>Check the code, or pick it from the portal’s list.</source>
        <translation>Проверьте код или выберите его из списка портала.</translation>
    </message>
    <message>
        <source>The portal denies access to badges</source>
        <translation>Портал не даёт доступа к бейджам</translation>
    </message>
    <message>
        <source>The token is valid, but the person it belongs to may not call this method on {portal}.</source>
        <translation>Токен действителен, но его владельцу нельзя вызывать этот метод на портале {portal}.</translation>
    </message>
    <message>
        <source>The portal’s plan does not include REST</source>
        <translation>На тарифе портала нет REST</translation>
    </message>
    <message>
        <source>{portal} answers REST calls only on a commercial plan or with a Market subscription, and has neither now.</source>
        <translation>Портал {portal} отвечает на запросы REST только на коммерческом тарифе или с подпиской на Маркет, а сейчас нет ни того, ни другого.</translation>
    </message>
    <message>
        <source>The portal’s owner has to renew or change the plan. No other code or token will help.</source>
        <translation>Владельцу портала нужно продлить или сменить тариф. Другой код или токен не поможет.</translation>
    </message>
    <message>
        <source>This call needs the token of an application</source>
        <translation>Для этого вызова нужен токен приложения</translation>
    </message>
    <message>
        <source>This call needs the OAuth token of an installed application; a webhook is not enough for it.</source>
        <translation>Для этого вызова нужен OAuth-токен установленного приложения, вебхука недостаточно.</translation>
    </message>
    <message>
        <source>Enter an access token of an application that is installed on {portal}.</source>
        <translation>Введите токен доступа приложения, которое установлено на портале {portal}.</translation>
    </message>
    <message>
        <source>The token belongs to an external user</source>
        <translation>Токен принадлежит внешнему пользователю</translation>
    </message>
    <message>
        <source>Extranet users may not read badges; the portal lets in employees only.</source>
        <translation>Пользователям экстранета бейджи недоступны: портал пускает только сотрудников.</translation>
    </message>
    <message>
        <source>Use a webhook or an access token of an employee of {portal}.</source>
        <translation>Возьмите вебхук или токен доступа сотрудника портала {portal}.</translation>
    </message>
    <message>
        <source>This person may not use the application</source>
        <translation>Этому пользователю приложение недоступно</translation>
    </message>
    <message>
        <source>The application is installed, but its access settings leave out the owner of this token.</source>
        <translation>Приложение установлено, но в его настройках доступа нет владельца этого токена.</translation>
    </message>
    <message>
        <source>The portal’s administrator can open the application to this person, or use a token of somebody who has access.</source>
        <translation>Администратор портала может открыть доступ этому сотруднику; другой путь — токен того, у кого доступ есть.</translation>
    </message>
    <message>
        <source>An administrator has to approve this call first</source>
        <translation>Вызов ждёт одобрения администратора</translation>
    </message>
    <message>
        <source>The portal asked its administrators for approval and has no reply yet.</source>
        <translation>Портал запросил одобрение у своих администраторов и пока не получил ответа.</translation>
    </message>
    <message>
        <source>Ask an administrator of {portal} to approve the request, then try again.</source>
        <translation>Попросите администратора портала {portal} одобрить запрос и повторите.</translation>
    </message>
    <message>
        <source>An administrator refused this call</source>
        <translation>Администратор отклонил этот вызов</translation>
    </message>
    <message>
        <source>The portal asked its administrators for approval, and the reply was no.</source>
        <translation>Портал запросил одобрение у своих администраторов и получил отказ.</translation>
    </message>
    <message>
        <source>Talk to an administrator of {portal}, or use a token that needs no approval.</source>
        <translation>Обратитесь к администратору портала {portal} или возьмите токен, которому одобрение не нужно.</translation>
    </message>
    <message>
        <source>The portal’s licence forbids this call</source>
        <translation>Лицензия портала не разрешает этот вызов</translation>
    </message>
    <message>
        <source>The method exists on {portal}, but not for the licence it runs on.</source>
        <translation>Метод на портале {portal} есть, но не для его лицензии.</translation>
    </message>
    <message>
        <source>The portal’s owner has to change the licence or plan.</source>
        <translation>Владельцу портала нужно сменить лицензию или тариф.</translation>
    </message>
    <message>
        <source>The portal forbids this kind of token</source>
        <translation>Портал не принимает токены этого вида</translation>
    </message>
    <message>
        <source>The method may not be called in this way: a webhook where an OAuth token is wanted, or the reverse.</source>
        <translation>Так вызывать метод нельзя: передан вебхук, а нужен OAuth-токен, или наоборот.</translation>
    </message>
    <message>
        <source>Choose the other way of access in the portal’s settings.</source>
        <translation>Выберите другой способ доступа в настройках портала.</translation>
    </message>
    <message>
        <source>The portal saw no valid token</source>
        <translation>Портал не увидел действительного токена</translation>
    </message>
    <message>
        <source>The token did not arrive, or the portal cannot read it: it may be cut short or of another portal.</source>
        <translation>Токен не дошёл, или портал не может его прочитать: он обрезан или от другого портала.</translation>
    </message>
    <message>
        <source>Copy the whole token again and re-enter it.</source>
        <translation>Скопируйте токен ещё раз целиком и введите заново.</translation>
    </message>
    <message>
        <source>The portal does not accept this webhook</source>
        <translation>Портал не принимает этот вебхук</translation>
    </message>
    <message>
        <source>The webhook was deleted or blocked, its secret was changed, or the person who made it no longer works there.</source>
        <translation>Вебхук удалён или заблокирован, его секрет сменили, или создавший его сотрудник уволен.</translation>
    </message>
    <message>
        <source>Create a new incoming webhook with the CRM scope on {portal}, and enter it in the settings.</source>
        <translation>Создайте на портале {portal} новый входящий вебхук с областью доступа (scope) CRM и введите его в настройках.</translation>
    </message>
    <message>
        <source>The access token has expired</source>
        <translation>Срок токена доступа истёк</translation>
    </message>
    <message>
        <source>The portal does not know this token’s application</source>
        <translation>Портал не знает приложение, которому выдан токен</translation>
    </message>
    <message>
        <source>The token arrived, but no application of {portal} answers to it: it may be of another portal.</source>
        <translation>Токен дошёл, но на портале {portal} ему не соответствует ни одно приложение: возможно, он от другого портала.</translation>
    </message>
    <message>
        <source>Check that the token belongs to this portal, and re-enter it.</source>
        <translation>Проверьте, что токен и портал подходят друг другу, и введите токен заново.</translation>
    </message>
    <message>
        <source>The portal could not verify the application</source>
        <translation>Портал не смог проверить приложение</translation>
    </message>
    <message>
        <source>The sign-in of the application failed on the portal, see its words.</source>
        <translation>Авторизация приложения на портале не удалась: см. сообщение портала.</translation>
    </message>
    <message>
        <source>Check that the application is installed on {portal}, then get a new token from it.</source>
        <translation>Проверьте, что приложение установлено на портале {portal}, и получите у него новый токен.</translation>
    </message>
    <message>
        <source>The application is not installed on this portal</source>
        <translation>Приложение не установлено на этом портале</translation>
    </message>
    <message>
        <source>The token belongs to an application that was removed from {portal} or never fully installed.</source>
        <translation>Токен от приложения, которое удалили с портала {portal} или не установили до конца.</translation>
    </message>
    <message>
        <source>Install the application again and enter its new token, or use a webhook.</source>
        <translation>Установите приложение снова и введите его новый токен или используйте вебхук.</translation>
    </message>
    <message>
        <source>The application of this token does not exist</source>
        <translation>Приложения с этим токеном не существует</translation>
    </message>
    <message>
        <source>Bitrix24 does not find the application that the token was issued for.</source>
        <translation>Битрикс24 не находит приложение, для которого выпущен токен.</translation>
    </message>
    <message>
        <source>Use a token of another application, or a webhook of {portal}.</source>
        <translation>Используйте токен другого приложения или вебхук портала {portal}.</translation>
    </message>
    <message>
        <source>The portal cannot reach the Bitrix24 sign-in server</source>
        <translation>Портал не может связаться с сервером авторизации Битрикс24</translation>
    </message>
    <message>
        <source>The portal tried to check the token and got no connection. The token itself may be valid.</source>
        <translation>Портал хотел проверить токен, но не получил соединения. С самим токеном, возможно, всё в порядке.</translation>
    </message>
    <message>
        <source>Try again in a minute. If the error persists, the administrator of {portal} should check the server’s outgoing connections.</source>
        <translation>Повторите через минуту. Если ошибка останется, администратору портала {portal} нужно проверить исходящие соединения сервера.</translation>
    </message>
    <message>
        <source>The portal does not let the token’s owner in</source>
        <translation>Портал не пускает владельца токена</translation>
    </message>
    <message>
        <source>The person was dismissed or blocked on {portal}, or the token is not theirs.</source>
        <translation>Сотрудник на портале {portal} уволен или заблокирован, либо токен не его.</translation>
    </message>
    <message>
        <source>Use a token of an active employee.</source>
        <translation>Возьмите токен работающего сотрудника.</translation>
    </message>
    <message>
        <source>The portal answers over https only</source>
        <translation>Портал отвечает только по https</translation>
    </message>
    <message>
        <source>The request reached the portal unencrypted: by its address, or through a proxy in front of it.</source>
        <translation>Запрос дошёл до портала незашифрованным: из-за адреса или прокси перед порталом.</translation>
    </message>
    <message>
        <source>Make the portal’s address begin with https:// in the settings. On a self-hosted portal, the proxy in front must tell it that https was used.</source>
        <translation>В настройках адрес портала должен начинаться с https://. На коробочном портале прокси перед ним должен сообщать, что использован https.</translation>
    </message>
    <message>
        <source>The token lacks the CRM scope</source>
        <translation>У токена нет области доступа (scope) CRM</translation>
    </message>
    <message>
        <source>The portal knows the token, but it was issued without the right to use CRM methods.</source>
        <translation>Портал знает токен, но он выпущен без права на методы CRM.</translation>
    </message>
    <message>
        <source>Open the webhook on the portal, tick “CRM (crm)” among its scopes and save. An application has to ask for the crm scope and be installed anew.</source>
        <translation>Откройте вебхук на портале, отметьте «CRM (crm)» в правах доступа и сохраните. Приложение должно запросить scope crm и быть установлено заново.</translation>
    </message>
    <message>
        <source>Too many requests per second</source>
        <translation>Слишком много запросов в секунду</translation>
    </message>
    <message>
        <source>{portal} limits how often it may be asked from one address, all applications counted together.</source>
        <translation>Портал {portal} ограничивает частоту запросов с одного адреса, считая все приложения вместе.</translation>
    </message>
    <message>
        <source>The limit resets within seconds: try again when the countdown ends.</source>
        <translation>Лимит сбросится через несколько секунд: повторите, когда закончится отсчёт.</translation>
    </message>
    <message>
        <source>The method’s time budget is used up</source>
        <translation>Лимит времени метода исчерпан</translation>
    </message>
    <message>
        <source>Calls of this method took more of the portal’s time than ten minutes allow, so the portal blocks it for this token. Other methods go on working.</source>
        <translation>Вызовы этого метода заняли больше времени портала, чем разрешено за десять минут, и портал блокирует метод для этого токена. Остальные методы работают.</translation>
    </message>
    <message>
        <source>Wait until the oldest minute of the budget expires; asking earlier gets the same response.</source>
        <translation>Дождитесь, пока истечёт самая старая минута лимита; раньше ответ будет тем же.</translation>
    </message>
    <message>
        <source>REST is blocked on this portal because of overload</source>
        <translation>REST на портале заблокирован из-за перегрузки</translation>
    </message>
    <message>
        <source>Bitrix24 stopped REST on {portal} after too heavy a load. This will not end soon by itself.</source>
        <translation>Битрикс24 остановил REST на портале {portal} после слишком большой нагрузки. Само это скоро не пройдёт.</translation>
    </message>
    <message>
        <source>The portal’s administrator has to find the application that causes the load and write to Bitrix24 support.</source>
        <translation>Администратору портала нужно найти приложение, которое создаёт нагрузку, и написать в поддержку Битрикс24.</translation>
    </message>
    <message>
        <source>The subscription has ended</source>
        <translation>Подписка закончилась</translation>
    </message>
    <message>
        <source>The plan of {portal}, or the subscription of the application, is no longer paid.</source>
        <translation>Тариф портала {portal} или подписка приложения больше не оплачены.</translation>
    </message>
    <message>
        <source>The portal’s owner has to renew it. The token need not be changed.</source>
        <translation>Владельцу портала нужно продлить подписку. Токен менять не нужно.</translation>
    </message>
    <message>
        <source>This portal is deleted or stopped</source>
        <translation>Портал удалён или остановлен</translation>
    </message>
    <message>
        <source>Bitrix24 says that {portal} no longer works.</source>
        <translation>Битрикс24 сообщает, что портал {portal} больше не работает.</translation>
    </message>
    <message>
        <source>Ask the customer for the portal’s present address. A stopped portal can be opened again by its owner.</source>
        <translation>Узнайте у клиента нынешний адрес портала. Остановленный портал может снова открыть его владелец.</translation>
    </message>
    <message>
        <source>The portal failed internally</source>
        <translation>Внутренний сбой портала</translation>
    </message>
    <message>
        <source>A query to the portal’s database or its core failed. The request was fine.</source>
        <translation>Не выполнился запрос к базе данных портала или к его ядру. С самим запросом бейджа всё в порядке.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, the portal’s administrator or Bitrix24 support needs the report.</source>
        <translation>Повторите. Если ошибка останется, отчёт нужен администратору портала или поддержке Битрикс24.</translation>
    </message>
    <message>
        <source>The portal could not write its response</source>
        <translation>Портал не смог записать свой ответ</translation>
    </message>
    <message>
        <source>Some text on the portal is not valid UTF-8, so the portal sent this error in place of the response.</source>
        <translation>Какой-то текст на портале — не корректный UTF-8, и портал прислал эту ошибку вместо ответа.</translation>
    </message>
    <message>
        <source>The badge’s texts have to be saved anew by the application that added them. Pass the report on.</source>
        <translation>Приложению, которое добавило бейдж, нужно сохранить его тексты заново. Передайте отчёт разработчикам.</translation>
    </message>
    <message>
        <source>The portal reports an internal error</source>
        <translation>Портал сообщает о внутренней ошибке</translation>
    </message>
    <message>
        <source>Something broke on the portal while it worked on the request.</source>
        <translation>Пока портал обрабатывал запрос, на нём что-то сломалось.</translation>
    </message>
    <message>
        <source>Try again in a minute. If that does not help, pass the report on to Bitrix24 support.</source>
        <translation>Повторите через минуту. Если ошибка останется, передайте отчёт в поддержку Битрикс24.</translation>
    </message>
    <message>
        <source>The portal got a response it did not expect</source>
        <translation>Портал получил ответ, которого не ждал</translation>
    </message>
    <message>
        <source>A service that the portal depends on answered in a way the portal could not use.</source>
        <translation>Сервис, от которого зависит портал, ответил так, что портал не смог это использовать.</translation>
    </message>
    <message>
        <source>Try again in a few minutes. If the error persists, pass the report on to Bitrix24 support.</source>
        <translation>Повторите через несколько минут. Если ошибка останется, передайте отчёт в поддержку Битрикс24.</translation>
    </message>
    <message>
        <source>The refresh token is no longer valid</source>
        <translation>Refresh-токен больше не действует</translation>
    </message>
    <message>
        <source>The access token expired, and the refresh token was used already or is older than 180 days.</source>
        <translation>Срок токена доступа истёк, а refresh-токен уже использован или старше 180 дней.</translation>
    </message>
    <message>
        <source>Sign in to the application again and enter both new tokens.</source>
        <translation>Войдите в приложение ещё раз и введите оба новых токена.</translation>
    </message>
    <message>
        <source>The application’s ID or key is wrong</source>
        <translation>Неверный ID или ключ приложения</translation>
    </message>
    <message>
        <source>The access token expired, and Bitrix24 did not recognise the application that wanted to renew it.</source>
        <translation>Срок действия токена доступа истёк, а приложение, которое должно было его продлить, Битрикс24 не распознал.</translation>
    </message>
    <message>
        <source>Check client_id and client_secret in the portal’s settings.</source>
        <translation>Проверьте client_id и client_secret в настройках портала.</translation>
    </message>
    <message>
        <source>Bitrix24 did not understand the request to renew the token</source>
        <translation>Битрикс24 не понял запрос на продление токена</translation>
    </message>
    <message>
        <source>Something needed for the renewal is missing or misspelt.</source>
        <translation>Для продления чего-то не хватает, или где-то опечатка.</translation>
    </message>
    <message>
        <source>Check the application’s fields in the settings, or enter a fresh access token.</source>
        <translation>Проверьте поля приложения в настройках или введите свежий токен доступа.</translation>
    </message>
    <message>
        <source>The refresh token belongs to another application</source>
        <translation>Refresh-токен от другого приложения</translation>
    </message>
    <message>
        <source>The client_id in the settings and the refresh token are not of one application.</source>
        <translation>client_id из настроек и refresh-токен принадлежат разным приложениям.</translation>
    </message>
    <message>
        <source>The token cannot be renewed: the application is not installed</source>
        <translation>Токен не продлить: приложение не установлено</translation>
    </message>
    <message>
        <source>The application was removed from {portal} after its token had been issued.</source>
        <translation>Приложение удалили с портала {portal} после того, как токен был выпущен.</translation>
    </message>
    <message>
        <source>Install it again and enter its new tokens, or use a webhook.</source>
        <translation>Установите его снова и введите новые токены или используйте вебхук.</translation>
    </message>
    <message>
        <source>The token cannot be renewed: the subscription has ended</source>
        <translation>Токен не продлить: подписка закончилась</translation>
    </message>
    <message>
        <source>Bitrix24 renews tokens only while the portal’s plan or the application is paid.</source>
        <translation>Битрикс24 продлевает токены, только пока оплачен тариф портала или приложение.</translation>
    </message>
    <message>
        <source>The portal’s owner has to renew the subscription.</source>
        <translation>Владельцу портала нужно продлить подписку.</translation>
    </message>
    <message>
        <source>The token cannot be renewed with these rights</source>
        <translation>Токен не продлить с такими правами</translation>
    </message>
    <message>
        <source>The application asks for scopes that it was not granted on {portal}.</source>
        <translation>Приложение просит области доступа (scope), которых ему не дали на портале {portal}.</translation>
    </message>
    <message>
        <source>Install the application again with the scopes it needs, crm among them.</source>
        <translation>Установите приложение заново с нужными областями доступа, среди них crm.</translation>
    </message>
    <message>
        <source>The token has expired and could not be renewed</source>
        <translation>Срок токена истёк, продлить его не удалось</translation>
    </message>
    <message>
        <source>The Bitrix24 sign-in server gave no usable response to the renewal.</source>
        <translation>Сервер авторизации Битрикс24 не смог продлить токен: его ответ непригоден.</translation>
    </message>
    <message>
        <source>Try again in a minute, or enter a fresh access token.</source>
        <translation>Повторите через минуту или введите свежий токен доступа.</translation>
    </message>
    <message>
        <source>The portal answered with an error of REST 3</source>
        <translation>Портал ответил ошибкой REST 3</translation>
    </message>
    <message>
        <source>The error {error} has the form of the newer REST interface, where badge methods are not listed.</source>
        <translation>Ошибка {error} имеет вид нового интерфейса REST, а в нём методов бейджей нет.</translation>
    </message>
    <message>
        <source>The portal refused with an error unknown to this program</source>
        <translation>Портал отказал с ошибкой, которой программа не знает</translation>
    </message>
    <message>
        <source>Look it up from here, or ask for a HAR file saved with content, from developer tools that were open.</source>
        <translation>Повторите запрос отсюда или попросите HAR-файл, сохранённый с содержимым при открытых инструментах разработчика.</translation>
    </message>
    <message>
        <source>The code or the address</source>
        <translation>Код или адрес</translation>
    </message>
    <message>
        <source>The token</source>
        <translation>Токен</translation>
    </message>
    <message>
        <source>The portal</source>
        <translation>Портал</translation>
    </message>
    <message>
        <source>The network on the way</source>
        <translation>Сеть по пути к порталу</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Этот компьютер</translation>
    </message>
    <message>
        <source>Set up renewal</source>
        <translation>Настроить обновление</translation>
    </message>
    <message>
        <source>Ask the portal’s administrator to check the CRM rights of the token’s owner, or use a token of somebody who has them.</source>
        <translation>Попросите администратора портала проверить права владельца токена в CRM или возьмите токен сотрудника с такими правами.</translation>
    </message>
    <message>
        <source>The portal knows this token but no longer accepts it: its hour has passed.</source>
        <translation>Портал знает этот токен, но больше не принимает: его час истёк.</translation>
    </message>
    <message>
        <source>Access tokens live for one hour. Enter a new one, or let the app renew it.</source>
        <translation>Токен доступа действует один час. Введите новый или настройте автоматическое обновление.</translation>
    </message>
    <message>
        <source>Take the refresh token and the client_id from the same application, and enter both again.</source>
        <translation>Возьмите токен обновления и client_id одного и того же приложения и введите их заново.</translation>
    </message>
    <message>
        <source>The address should contain /rest/, not /rest/api/. Read the portal’s words in the details.</source>
        <translation>В адресе должно быть /rest/, а не /rest/api/. Ответ портала дословно — в подробностях.</translation>
    </message>
    <message>
        <source>The portal was reached and answered with {error}. What it says is in the details, word for word.</source>
        <translation>Портал доступен и ответил: {error}. Его слова дословно — в подробностях.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, pass the report on: it has the portal’s response in it.</source>
        <translation>Повторите. Если ошибка останется, передайте отчёт: в нём есть ответ портала.</translation>
    </message>
    <message>
        <source>The portal’s name was not found</source>
        <translation>Имя портала не найдено</translation>
    </message>
    <message>
        <source>This computer could not find {portal} on the network: the name is misspelt, or there is no connection.</source>
        <translation>Компьютер не нашёл {portal} в сети: в имени опечатка или нет соединения.</translation>
    </message>
    <message>
        <source>Check the portal’s address letter by letter, and whether other sites open.</source>
        <translation>Проверьте адрес портала по буквам и посмотрите, открываются ли другие сайты.</translation>
    </message>
    <message>
        <source>The portal’s server refused the connection</source>
        <translation>Сервер портала отклонил соединение</translation>
    </message>
    <message>
        <source>{portal} is reachable, but nothing listens on this port.</source>
        <translation>{portal} доступен, но на этом порту никто не отвечает.</translation>
    </message>
    <message>
        <source>Check the port in the portal’s address. On a self-hosted portal the web server may be down.</source>
        <translation>Проверьте порт в адресе портала. На коробочном портале мог остановиться веб-сервер.</translation>
    </message>
    <message>
        <source>No network route to the portal</source>
        <translation>Нет сетевого маршрута до портала</translation>
    </message>
    <message>
        <source>The network found no route to {portal}: no connection, a VPN that is off, or a firewall.</source>
        <translation>Сеть не нашла маршрута к {portal}: нет соединения, выключен VPN или мешает межсетевой экран.</translation>
    </message>
    <message>
        <source>Check this computer’s connection and the VPN, then try again.</source>
        <translation>Проверьте соединение этого компьютера и VPN, затем повторите.</translation>
    </message>
    <message>
        <source>The connection was reset</source>
        <translation>Соединение разорвано</translation>
    </message>
    <message>
        <source>The portal’s server, or a device on the way, broke the connection while {phase}.</source>
        <translation>Сервер портала или устройство по дороге оборвали соединение во время {phase}.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, a firewall or proxy on the way is the likely reason.</source>
        <translation>Повторите. Если ошибка останется, вероятная причина — межсетевой экран или прокси по дороге.</translation>
    </message>
    <message>
        <source>The portal closed the connection without a response</source>
        <translation>Портал закрыл соединение без ответа</translation>
    </message>
    <message>
        <source>The connection was closed while {phase}, before a response began.</source>
        <translation>Соединение закрылось во время {phase}, до начала ответа.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, the portal’s server or a proxy before it is in trouble.</source>
        <translation>Повторите. Если ошибка останется, неисправен сервер портала или прокси перед ним.</translation>
    </message>
    <message>
        <source>The portal’s certificate has expired</source>
        <translation>Срок сертификата портала истёк</translation>
    </message>
    <message>
        <source>{portal} shows a certificate that is past its date. The token was not sent.</source>
        <translation>{portal} показывает просроченный сертификат. Токен не отправлен.</translation>
    </message>
    <message>
        <source>The portal’s administrator has to renew it. Check this computer’s date as well.</source>
        <translation>Администратору портала нужно обновить сертификат. Проверьте и дату на этом компьютере.</translation>
    </message>
    <message>
        <source>The portal’s certificate is not valid yet</source>
        <translation>Сертификат портала ещё не действует</translation>
    </message>
    <message>
        <source>The certificate of {portal} begins at a later date than this computer’s clock shows. The token was not sent.</source>
        <translation>Сертификат {portal} начинает действовать позже, чем показывают часы этого компьютера. Токен не отправлен.</translation>
    </message>
    <message>
        <source>Check the date and time of this computer first.</source>
        <translation>Сначала проверьте дату и время на этом компьютере.</translation>
    </message>
    <message>
        <source>The portal’s certificate is self-signed</source>
        <translation>Сертификат портала самоподписанный</translation>
    </message>
    <message>
        <source>Nobody this computer trusts vouches for {portal}. That is usual for self-hosted portals, and it is also how an eavesdropper looks. The token was not sent.</source>
        <translation>За {portal} не ручается никто, кому доверяет этот компьютер. Для коробочных порталов это обычно, но так же выглядит и перехват. Токен не отправлен.</translation>
    </message>
    <message>
        <source>Compare the fingerprint with the one the portal’s administrator tells you, then trust it for this portal only.</source>
        <translation>Сравните отпечаток с тем, который назовёт администратор портала, и примите сертификат только для этого портала.</translation>
    </message>
    <message>
        <source>The certificate is for another name</source>
        <translation>Сертификат выдан на другое имя</translation>
    </message>
    <message>
        <source>The server shows a certificate that does not name {portal}. The token was not sent.</source>
        <translation>Сервер показывает сертификат, в котором нет имени {portal}. Токен не отправлен.</translation>
    </message>
    <message>
        <source>Check the portal’s address; a certificate often names the host without its port or subdomain.</source>
        <translation>Проверьте адрес портала: в сертификате часто указано имя без порта или поддомена.</translation>
    </message>
    <message>
        <source>The certificate comes from an unknown authority</source>
        <translation>Сертификат выдан неизвестным центром</translation>
    </message>
    <message>
        <source>This computer does not know who issued the certificate of {portal}: the company’s own authority, or a proxy that reads encrypted traffic. The token was not sent.</source>
        <translation>Компьютер не знает, кто выдал сертификат {portal}: собственный центр компании или прокси, который читает зашифрованный трафик. Токен не отправлен.</translation>
    </message>
    <message>
        <source>Ask the administrator for the authority’s file and choose it in the portal’s settings.</source>
        <translation>Попросите у администратора файл центра сертификации и выберите его в настройках портала.</translation>
    </message>
    <message>
        <source>No encryption that both sides support</source>
        <translation>Нет шифрования, которое поддерживают обе стороны</translation>
    </message>
    <message>
        <source>The server speaks too old a TLS, or no TLS at all on this port. The token was not sent.</source>
        <translation>Сервер поддерживает только устаревший TLS, или на этом порту TLS нет вовсе. Токен не отправлен.</translation>
    </message>
    <message>
        <source>Check the port in the address. If it is right, the portal’s server has to be updated.</source>
        <translation>Проверьте порт в адресе. Если он верен, сервер портала нужно обновить.</translation>
    </message>
    <message>
        <source>The secure connection could not be set up</source>
        <translation>Не удалось установить защищённое соединение</translation>
    </message>
    <message>
        <source>TLS with {portal} failed for a reason that is given below. The token was not sent.</source>
        <translation>TLS с {portal} не состоялся, причина указана ниже. Токен не отправлен.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, the portal’s administrator needs the report.</source>
        <translation>Повторите. Если ошибка останется, отчёт нужен администратору портала.</translation>
    </message>
    <message>
        <source>Connecting to the portal timed out</source>
        <translation>Истекло время подключения к порталу</translation>
    </message>
    <message>
        <source>No connection to {portal} within the time limit: a firewall, a VPN that is off, or a server that is down.</source>
        <translation>За отведённое время не удалось подключиться к {portal}: мешает межсетевой экран, выключен VPN или остановлен сервер.</translation>
    </message>
    <message>
        <source>Open the portal in a browser. If it opens there, check the proxy settings.</source>
        <translation>Откройте портал в браузере. Если там он открывается, проверьте настройки прокси.</translation>
    </message>
    <message>
        <source>Setting up encryption timed out</source>
        <translation>Истекло время установки шифрования</translation>
    </message>
    <message>
        <source>{portal} accepted the connection and then did not finish setting up TLS in time.</source>
        <translation>Сервер {portal} принял соединение, но не успел установить TLS за отведённое время.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, a firewall that inspects traffic is the likely reason.</source>
        <translation>Повторите. Если ошибка останется, вероятная причина — межсетевой экран, который проверяет трафик.</translation>
    </message>
    <message>
        <source>The request could not be sent in time</source>
        <translation>Запрос не удалось отправить вовремя</translation>
    </message>
    <message>
        <source>The connection to {portal} was made, but the data did not get through.</source>
        <translation>Соединение с {portal} есть, но данные не проходят.</translation>
    </message>
    <message>
        <source>The network is very slow or stuck: check it and try again.</source>
        <translation>Сеть очень медленная или зависла: проверьте её и повторите.</translation>
    </message>
    <message>
        <source>The portal took the request and did not answer in time</source>
        <translation>Портал принял запрос и не ответил вовремя</translation>
    </message>
    <message>
        <source>{portal} is reachable, but busy or stuck. Bitrix24 itself gives up on a request after 60 seconds.</source>
        <translation>{portal} доступен, но занят или завис. Сам Битрикс24 прекращает запрос через 60 секунд.</translation>
    </message>
    <message>
        <source>Try again. If that does not help while other portals answer, tell the portal’s administrator.</source>
        <translation>Повторите. Если ошибка останется, а другие порталы отвечают, сообщите администратору портала.</translation>
    </message>
    <message>
        <source>The lookup took too long and was stopped</source>
        <translation>Запрос длился слишком долго и остановлен</translation>
    </message>
    <message>
        <source>The time limit for the whole lookup ran out while {phase}.</source>
        <translation>Общее время запроса вышло во время {phase}.</translation>
    </message>
    <message>
        <source>Try again. The timing shows where the time went.</source>
        <translation>Повторите. Карточка «Время» покажет, куда оно ушло.</translation>
    </message>
    <message>
        <source>The proxy did not let the request through</source>
        <translation>Прокси не пропустил запрос</translation>
    </message>
    <message>
        <source>The proxy could not be reached, or refused to connect to {portal}.</source>
        <translation>Прокси недоступен или отказался соединяться с {portal}.</translation>
    </message>
    <message>
        <source>Check the proxy in the settings, or ask who runs it to allow {portal}.</source>
        <translation>Проверьте прокси в настройках или попросите его администратора разрешить {portal}.</translation>
    </message>
    <message>
        <source>The proxy requires a user name and password</source>
        <translation>Прокси требует имя пользователя и пароль</translation>
    </message>
    <message>
        <source>The proxy was reached, but it lets nobody through without signing in.</source>
        <translation>Прокси доступен, но без авторизации никого не пропускает.</translation>
    </message>
    <message>
        <source>Enter the proxy’s user name and password in the settings.</source>
        <translation>Введите имя пользователя и пароль прокси в настройках.</translation>
    </message>
    <message>
        <source>What answered is not a web server</source>
        <translation>Ответил не веб-сервер</translation>
    </message>
    <message>
        <source>Something listens at {portal}, but it does not speak HTTP.</source>
        <translation>По адресу {portal} что-то отвечает, но не по HTTP.</translation>
    </message>
    <message>
        <source>Check the host and the port in the portal’s address.</source>
        <translation>Проверьте имя и порт в адресе портала.</translation>
    </message>
    <message>
        <source>The response has two lengths</source>
        <translation>У ответа две длины</translation>
    </message>
    <message>
        <source>It carries both Content-Length and Transfer-Encoding. Where it ends is uncertain, so its content was not read.</source>
        <translation>В нём есть и Content-Length, и Transfer-Encoding. Где он кончается, неясно, поэтому содержимое не прочитано.</translation>
    </message>
    <message>
        <source>A proxy or web server in front of {portal} is set up wrongly. Send the report to its operator.</source>
        <translation>Прокси или веб-сервер перед {portal} настроен неверно. Отправьте отчёт его администратору.</translation>
    </message>
    <message>
        <source>The portal’s address cannot be used</source>
        <translation>Адрес портала непригоден</translation>
    </message>
    <message>
        <source>“{portal}” is not an address that a request could be sent to. Nothing was sent.</source>
        <translation>«{portal}» — не тот адрес, на который можно отправить запрос. Ничего не отправлено.</translation>
    </message>
    <message>
        <source>Paste the webhook’s address from the portal into the settings again.</source>
        <translation>Вставьте в настройки адрес вебхука с портала ещё раз.</translation>
    </message>
    <message>
        <source>The portal has a new address: {host}</source>
        <translation>У портала новый адрес: {host}</translation>
    </message>
    <message>
        <source>{portal} was renamed and redirects to {host}. The token was not sent there without your consent.</source>
        <translation>Портал {portal} переименован и перенаправляет на {host}. Без вашего согласия токен туда не отправлен.</translation>
    </message>
    <message>
        <source>If you know the new address, use it: the portal’s settings are changed, and the lookup is repeated.</source>
        <translation>Если новый адрес вам знаком, перейдите на него: настройки портала изменятся, запрос повторится.</translation>
    </message>
    <message>
        <source>The portal redirects to an unencrypted address</source>
        <translation>Портал перенаправляет на незашифрованный адрес</translation>
    </message>
    <message>
        <source>It points to {location}. There anybody on the way could read the token, so this program did not follow.</source>
        <translation>Он указывает на {location}. Там токен мог бы прочитать посторонний, поэтому программа по нему не перешла.</translation>
    </message>
    <message>
        <source>The portal’s administrator has to correct the redirect to https://.</source>
        <translation>Администратору портала нужно исправить перенаправление на https://.</translation>
    </message>
    <message>
        <source>The portal redirects to another site: {host}</source>
        <translation>Портал перенаправляет на чужой сайт: {host}</translation>
    </message>
    <message>
        <source>{host} does not belong to the same owner as {portal}. The token was not sent there.</source>
        <translation>{host} и {portal} принадлежат разным владельцам. Токен туда не отправлен.</translation>
    </message>
    <message>
        <source>If the customer confirms that {host} is theirs, add it as a new portal with a token of its own.</source>
        <translation>Если клиент подтвердит, что {host} — его адрес, добавьте новый портал со своим токеном.</translation>
    </message>
    <message>
        <source>The portal redirects in a circle</source>
        <translation>Портал перенаправляет по кругу</translation>
    </message>
    <message>
        <source>Its redirect leads to {location}, which is where the request was sent already.</source>
        <translation>Перенаправление ведёт на {location}, куда запрос уже отправлялся.</translation>
    </message>
    <message>
        <source>The portal’s administrator has to correct the redirect. Check the address for a typing error, too.</source>
        <translation>Администратору портала нужно исправить перенаправление. Проверьте и адрес: нет ли в нём ошибки.</translation>
    </message>
    <message>
        <source>The portal redirects, and does not say where to</source>
        <translation>Портал перенаправляет, но не говорит куда</translation>
    </message>
    <message>
        <source>The redirect’s target is not an address: {location}</source>
        <translation>Перенаправление ведёт не на адрес: {location}</translation>
    </message>
    <message>
        <source>Check the portal’s address, and pass the report on to its administrator.</source>
        <translation>Проверьте адрес портала и передайте отчёт его администратору.</translation>
    </message>
    <message>
        <source>The portal’s licence has expired</source>
        <translation>Лицензия портала истекла</translation>
    </message>
    <message>
        <source>This self-hosted portal sends every caller to the page where a licence key is entered.</source>
        <translation>Этот коробочный портал отправляет всех на страницу ввода лицензионного ключа.</translation>
    </message>
    <message>
        <source>The portal’s owner has to renew the licence and enter the key.</source>
        <translation>Владельцу портала нужно продлить лицензию и ввести ключ.</translation>
    </message>
    <message>
        <source>A sign-in page answered in place of the portal’s REST</source>
        <translation>Вместо REST портала ответила страница входа</translation>
    </message>
    <message>
        <source>{portal}, or a gateway in front of it, requires people to sign in and does not let REST calls through.</source>
        <translation>{portal} или шлюз перед ним требует входа и не пропускает запросы REST.</translation>
    </message>
    <message>
        <source>The administrator has to let /rest/ through without the sign-in page. Check the address, too.</source>
        <translation>Администратору нужно открыть путь /rest/ без страницы входа. Проверьте и адрес.</translation>
    </message>
    <message>
        <source>The portal answered with a page that forbids access</source>
        <translation>Портал ответил страницей с запретом доступа</translation>
    </message>
    <message>
        <source>{portal}, or a filter before it, blocks this call: by address, country or a restriction of the webhook.</source>
        <translation>{portal} или фильтр перед ним блокирует вызов: по адресу, стране или ограничению вебхука.</translation>
    </message>
    <message>
        <source>Ask the portal’s administrator whether this computer’s address is allowed.</source>
        <translation>Спросите администратора портала, разрешён ли адрес этого компьютера.</translation>
    </message>
    <message>
        <source>The server in front of the portal could not reach it</source>
        <translation>Сервер перед порталом не смог с ним связаться</translation>
    </message>
    <message>
        <source>A gateway answered {status} with an error page of its own; the portal behind it is down or restarting.</source>
        <translation>Шлюз ответил {status} и своей страницей ошибки: портал за ним остановлен или перезапускается.</translation>
    </message>
    <message>
        <source>The gateway answered {status}. This usually passes within minutes: try again.</source>
        <translation>Шлюз ответил {status}. Обычно это проходит за несколько минут — попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The portal’s server is busy or restarting</source>
        <translation>Сервер портала занят или перезапускается</translation>
    </message>
    <message>
        <source>It answered HTTP {status}. Wait a little, then try again.</source>
        <translation>Сервер ответил HTTP {status}. Подождите немного и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>There is no Bitrix24 REST at this address</source>
        <translation>По этому адресу нет REST Битрикс24</translation>
    </message>
    <message>
        <source>A web server answered that it has no such page: wrong portal, or a wrong path in the address.</source>
        <translation>Веб-сервер ответил, что такой страницы нет: это другой портал или в адресе неверный путь.</translation>
    </message>
    <message>
        <source>It answered {status} with a page of its own, without an error code of Bitrix24.</source>
        <translation>Он ответил {status} своей страницей, без кода ошибки Битрикс24.</translation>
    </message>
    <message>
        <source>The response is not from the portal’s REST</source>
        <translation>Ответил не REST портала</translation>
    </message>
    <message>
        <source>Something at {portal} answered, but with a web page or other text. Its beginning is on the right.</source>
        <translation>По адресу {portal} пришёл ответ, но это веб-страница или другой текст. Его начало — справа.</translation>
    </message>
    <message>
        <source>Check the portal’s address. A captive network or a filter may also answer in its place.</source>
        <translation>Проверьте адрес портала. Вместо него могла ответить и сеть с входом через страницу, и фильтр.</translation>
    </message>
    <message>
        <source>The portal sent an empty response</source>
        <translation>Портал прислал пустой ответ</translation>
    </message>
    <message>
        <source>A status arrived, but the response has no body. Self-hosted portals without the REST module do that.</source>
        <translation>Статус получен, но тело ответа пустое. Так бывает на коробочных порталах без модуля REST.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, the administrator should check that the REST module is installed.</source>
        <translation>Повторите. Если ошибка останется, администратору нужно проверить, установлен ли модуль REST.</translation>
    </message>
    <message>
        <source>The response broke off in the middle</source>
        <translation>Ответ оборвался на середине</translation>
    </message>
    <message>
        <source>The connection ended before the whole response was here. What arrived is shown on the right.</source>
        <translation>Соединение закрылось раньше, чем пришёл весь ответ. Полученное показано справа.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, a proxy or an unstable connection is the likely reason.</source>
        <translation>Повторите. Если ошибка останется, вероятная причина — прокси или нестабильное соединение.</translation>
    </message>
    <message>
        <source>The response is too large</source>
        <translation>Ответ слишком большой</translation>
    </message>
    <message>
        <source>The download was stopped at the size limit; a badge needs less than a kilobyte. What came is on the right.</source>
        <translation>Загрузка остановлена на пределе размера; бейджу хватает и килобайта. Полученное — справа.</translation>
    </message>
    <message>
        <source>This is probably not the portal’s REST: check the address.</source>
        <translation>Вряд ли это REST портала: проверьте адрес.</translation>
    </message>
    <message>
        <source>The response could not be unpacked</source>
        <translation>Ответ не удалось распаковать</translation>
    </message>
    <message>
        <source>The server says the response is compressed, but what came cannot be expanded.</source>
        <translation>Сервер сообщает, что ответ сжат, но полученное не распаковывается.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, a proxy between you and the portal damages responses.</source>
        <translation>Повторите. Если ошибка останется, ответы портит прокси между вами и порталом.</translation>
    </message>
    <message>
        <source>The response is damaged JSON</source>
        <translation>В ответе повреждён JSON</translation>
    </message>
    <message>
        <source>It begins like the portal’s response, but cannot be read to the end. The place is marked on the right.</source>
        <translation>Он начинается как ответ портала, но до конца не читается. Место отмечено справа.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, pass the report on: an add-on there may print into its responses.</source>
        <translation>Повторите. Если ошибка останется, передайте отчёт: возможно, в ответы пишет доработка на портале.</translation>
    </message>
    <message>
        <source>The response does not have the documented form</source>
        <translation>Ответ не соответствует документации метода</translation>
    </message>
    <message>
        <source>It is valid JSON, but neither a badge nor an error can be found in it.</source>
        <translation>Это корректный JSON, но в нём нет ни бейджа, ни ошибки.</translation>
    </message>
    <message>
        <source>Check that the address is a portal’s REST, and pass the report on.</source>
        <translation>Проверьте, что адрес ведёт на REST портала, и передайте отчёт разработчикам.</translation>
    </message>
    <message>
        <source>The portal reports success and sends no badge</source>
        <translation>Портал сообщает об успехе, но бейджа не прислал</translation>
    </message>
    <message>
        <source>The response for “{code}” has no badge in it. The method’s documentation does not describe that.</source>
        <translation>В ответе на «{code}» бейджа нет. Документация метода такого не описывает.</translation>
    </message>
    <message>
        <source>Check whether the badge is in the portal’s list, and pass the report on.</source>
        <translation>Посмотрите, есть ли бейдж в списке портала, и передайте отчёт разработчикам.</translation>
    </message>
    <message>
        <source>There is no token for this portal</source>
        <translation>Для этого портала нет токена</translation>
    </message>
    <message>
        <source>Nothing was sent: the system’s keyring has no token for {portal}, or was not opened.</source>
        <translation>Ничего не отправлено: в системном хранилище ключей нет токена для {portal} или хранилище не открыто.</translation>
    </message>
    <message>
        <source>Enter the webhook or the access token.</source>
        <translation>Введите вебхук или токен доступа.</translation>
    </message>
    <message>
        <source>The token contains characters that cannot be sent</source>
        <translation>В токене есть символы, которые нельзя отправить</translation>
    </message>
    <message>
        <source>Nothing was sent: a line break, a space or a non-Latin letter got into the token when it was copied.</source>
        <translation>Ничего не отправлено: при копировании в токен попал перевод строки, пробел или нелатинская буква.</translation>
    </message>
    <message>
        <source>Copy the token again and re-enter it.</source>
        <translation>Скопируйте токен ещё раз и введите заново.</translation>
    </message>
    <message>
        <source>The HAR file has no response</source>
        <translation>В HAR-файле нет ответа</translation>
    </message>
    <message>
        <source>The request to {portal} was recorded, and no response to it: it was blocked or cancelled, or the connection failed.</source>
        <translation>Запрос к {portal} записан, а ответа на него нет: его заблокировали или отменили, либо не удалось соединиться.</translation>
    </message>
    <message>
        <source>Look it up from here, or record the page’s network traffic once more.</source>
        <translation>Повторите запрос отсюда или запишите сетевой обмен страницы ещё раз.</translation>
    </message>
    <message>
        <source>The HAR file has no body of the response</source>
        <translation>В HAR-файле нет тела ответа</translation>
    </message>
    <message>
        <source>{portal} responded, but the program that recorded it did not keep the response’s text.</source>
        <translation>{portal} ответил, но программа, которая вела запись, не сохранила текст ответа.</translation>
    </message>
    <message>
        <source>Badge Inspector made a mistake</source>
        <translation>Внутренняя ошибка Badge Inspector</translation>
    </message>
    <message>
        <source>The lookup ended in an unexpected way. The portal and the token may be fine.</source>
        <translation>Запрос закончился непредвиденно. С порталом и токеном, возможно, всё в порядке.</translation>
    </message>
    <message>
        <source>Try again, and send the report to the program’s authors: it has no secrets in it.</source>
        <translation>Повторите и отправьте отчёт авторам программы: секретов в нём нет.</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose a file of certificate authorities</source>
        <translation>Выберите файл удостоверяющих центров</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Сертификаты (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
</context>
<context>
    <name>FilesPart</name>
    <message>
        <source>Nothing was imported: {reason}.</source>
        <translation>Ничего не импортировано: {reason}.</translation>
    </message>
    <message numerus="yes">
        <source>%n portal(s) imported; enter their secrets.</source>
        <translation>
            <numerusform>Импортирован %n портал; введите его секрет.</numerusform>
            <numerusform>Импортировано %n портала; введите их секреты.</numerusform>
            <numerusform>Импортировано %n порталов; введите их секреты.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already.</source>
        <translation>
            <numerusform>%n уже был.</numerusform>
            <numerusform>%n уже были.</numerusform>
            <numerusform>%n уже были.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had no usable address.</source>
        <translation>
            <numerusform>У %n нет пригодного адреса.</numerusform>
            <numerusform>У %n нет пригодного адреса.</numerusform>
            <numerusform>У %n нет пригодного адреса.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was exported: {reason}.</source>
        <translation>Ничего не экспортировано: {reason}.</translation>
    </message>
    <message>
        <source>Exported to {file}, without secrets.</source>
        <translation>Экспортировано в {file}, без секретов.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не найдено</translation>
    </message>
    <message>
        <source>{at} of more than {count}</source>
        <translation>{at} из более чем {count}</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>{at} из {count}</translation>
    </message>
    <message>
        <source>Find in the response</source>
        <translation>Найти в ответе</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Учитывать регистр</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Предыдущее совпадение</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Следующее совпадение</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>{moment} and {date} are {apart} apart: this portal’s clock fields disagree.</source>
        <translation>Между {moment} и {date} {apart}: поля времени этого портала расходятся.</translation>
    </message>
    <message>
        <source>processing ({processing}) is above duration ({duration}), which includes it.</source>
        <translation>processing ({processing}) больше, чем duration ({duration}), в которую входит.</translation>
    </message>
    <message>
        <source>The portal reports {portal} of work, {excess} more than this computer waited ({wait}): nothing is left for the network.</source>
        <translation>Портал сообщает о {portal} работы — на {excess} больше, чем ждал этот компьютер ({wait}): на сеть ничего не остаётся.</translation>
    </message>
    <message>
        <source>The portal’s dates are in UTC{portal}; this computer is in UTC{local}.</source>
        <translation>Даты портала в UTC{portal}, этот компьютер в UTC{local}.</translation>
    </message>
    <message>
        <source>This lookup shared one request with others: the waiting is that of all of them, the time block is its own.</source>
        <translation>Этот запрос ушёл вместе с другими: ожидание общее для всех, блок time — свой.</translation>
    </message>
    <message>
        <source>This computer was busy or asleep for {late} of this lookup: the times above include that delay, which is not the portal’s.</source>
        <translation>Во время запроса этот компьютер был занят или спал {late}: задержка входит в показанное время, но портал к ней не причастен.</translation>
    </message>
    <message>
        <source>The portal sent an empty time block: {source}</source>
        <translation>Портал прислал пустой блок time: {source}</translation>
    </message>
    <message>
        <source>The portal sent this in place of a time block: {source}</source>
        <translation>Вместо блока time портал прислал: {source}</translation>
    </message>
    <message>
        <source>The portal’s clock is {apart} ahead of this computer’s.</source>
        <translation>Часы портала спешат относительно этого компьютера на {apart}.</translation>
    </message>
    <message>
        <source>The portal’s clock is {apart} behind this computer’s.</source>
        <translation>Часы портала отстают от этого компьютера на {apart}.</translation>
    </message>
    <message>
        <source>This portal rounds its timing to whole seconds: its figures are not measurements. Rely on the waiting time above.</source>
        <translation>Портал округляет своё время до целых секунд: его цифры — не измерение. Ориентируйтесь на ожидание выше.</translation>
    </message>
    <message>
        <source>This portal rounds its timing to whole seconds: duration {duration} may be up to 1 s too long, and processing {processing} is not a measurement. Rely on the waiting time above.</source>
        <translation>Портал округляет своё время до целых секунд: duration {duration} может быть завышена почти на 1 с, processing {processing} — не измерение. Ориентируйтесь на ожидание выше.</translation>
    </message>
    <message>
        <source>finish is {between} before start.</source>
        <translation>finish раньше start на {between}.</translation>
    </message>
    <message>
        <source>finish is {between} before start, while duration says {duration}.</source>
        <translation>finish раньше start на {between}, а duration говорит {duration}.</translation>
    </message>
    <message>
        <source>finish − start is {between}, while duration says {duration}.</source>
        <translation>finish − start = {between}, а duration говорит {duration}.</translation>
    </message>
    <message>
        <source>Most of the portal’s time was spent outside the method: {outside} of {whole}.</source>
        <translation>Большая часть времени портала ушла не на сам метод: {outside} из {whole}.</translation>
    </message>
    <message>
        <source>Most of the time was spent outside the method: {outside} of {whole}. The largest part is {part}, {largest}.</source>
        <translation>Большая часть времени ушла не на сам метод: {outside} из {whole}. Больше всего — {part}, {largest}.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>s</source>
        <translation>с</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>мс</translation>
    </message>
    <message>
        <source>µs</source>
        <translation>мкс</translation>
    </message>
    <message>
        <source>B</source>
        <translation>Б</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>сегодня {time}</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>вчера {time}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>Guide</source>
        <translation>Руководство</translation>
    </message>
    <message>
        <source>The guide is missing from this installation.</source>
        <translation>В этой установке нет руководства.</translation>
    </message>
</context>
<context>
    <name>HarWords</name>
    <message>
        <source>Clipboard</source>
        <translation>Буфер обмена</translation>
    </message>
    <message>
        <source>{file}: this is not a HAR file.</source>
        <translation>{file}: это не HAR-файл.</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) of the method</source>
        <translation>
            <numerusform>%n вызов метода</numerusform>
            <numerusform>%n вызова метода</numerusform>
            <numerusform>%n вызовов метода</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already in the history</source>
        <translation>
            <numerusform>%n уже есть в истории</numerusform>
            <numerusform>%n уже есть в истории</numerusform>
            <numerusform>%n уже есть в истории</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other request(s) passed over</source>
        <translation>
            <numerusform>пропущен %n другой запрос</numerusform>
            <numerusform>пропущено %n других запроса</numerusform>
            <numerusform>пропущено %n других запросов</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not JSON.</source>
        <translation>Это не JSON.</translation>
    </message>
    <message>
        <source>It is JSON without the entries of a HAR file.</source>
        <translation>Это JSON, но без записей HAR-файла.</translation>
    </message>
    <message>
        <source>It breaks off in the middle; everything before that was read.</source>
        <translation>Файл обрывается на середине; всё, что было до этого места, прочитано.</translation>
    </message>
    <message>
        <source>No request in it calls crm.activity.badge.get, neither by itself nor in a batch. Record the page while it shows the badge, with the developer tools open.</source>
        <translation>Ни один запрос не вызывает crm.activity.badge.get ни отдельно, ни в пакете (batch). Запишите страницу в тот момент, когда она показывает бейдж, при открытых инструментах разработчика.</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) edited since they were saved</source>
        <translation>
            <numerusform>%n запрос изменён после сохранения</numerusform>
            <numerusform>%n запроса изменены после сохранения</numerusform>
            <numerusform>%n запросов изменены после сохранения</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) that cannot be read</source>
        <translation>
            <numerusform>%n запись не удалось прочитать</numerusform>
            <numerusform>%n записи не удалось прочитать</numerusform>
            <numerusform>%n записей не удалось прочитать</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) larger than 128 MB</source>
        <translation>
            <numerusform>%n запись больше 128 МБ</numerusform>
            <numerusform>%n записи больше 128 МБ</numerusform>
            <numerusform>%n записей больше 128 МБ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) that a browser sends ahead (OPTIONS)</source>
        <translation>
            <numerusform>%n предварительный запрос браузера (OPTIONS)</numerusform>
            <numerusform>%n предварительных запроса браузера (OPTIONS)</numerusform>
            <numerusform>%n предварительных запросов браузера (OPTIONS)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeaderNotes</name>
    <message>
        <source>The server requires this kind of sign-in.</source>
        <translation>Сервер требует входа такого вида.</translation>
    </message>
    <message>
        <source>There is a proxy or cache between you and the portal.</source>
        <translation>Между вами и порталом есть прокси или кэш.</translation>
    </message>
    <message>
        <source>How long to wait before the next try. Portals send none: a server in front of one does.</source>
        <translation>Сколько ждать до следующей попытки. Порталы этого не шлют: так делает сервер перед порталом.</translation>
    </message>
    <message>
        <source>The program that answered; not always the portal itself.</source>
        <translation>Программа, которая ответила; не всегда это сам портал.</translation>
    </message>
    <message>
        <source>The server’s clock when it answered.</source>
        <translation>Часы сервера в момент ответа.</translation>
    </message>
    <message>
        <source>A portal’s REST answers in application/json.</source>
        <translation>REST портала отвечает в application/json.</translation>
    </message>
    <message>
        <source>How the response was compressed for transfer.</source>
        <translation>Чем ответ был сжат для передачи.</translation>
    </message>
    <message>
        <source>Where the server redirects to; this program asks before it follows.</source>
        <translation>Куда сервер направляет; программа спросит, прежде чем перейти.</translation>
    </message>
    <message>
        <source>Not kept: this program has no cookies.</source>
        <translation>Не сохраняется: программа не хранит cookie.</translation>
    </message>
    <message>
        <source>Bitrix’s own mark: the portal’s program answered.</source>
        <translation>Метка самого Битрикс: ответила программа портала.</translation>
    </message>
    <message>
        <source>The application or webhook that the portal counts this call for.</source>
        <translation>Приложение или вебхук, на чей счёт портал относит вызов.</translation>
    </message>
    <message>
        <source>Seconds in the method, as “processing”; rounded on portals that round that.</source>
        <translation>Секунды в методе, как «processing»; округлены там, где портал округляет его.</translation>
    </message>
    <message>
        <source>Processor seconds that the portal’s program took for the method.</source>
        <translation>Секунды процессора, которые метод занял в программе портала.</translation>
    </message>
    <message>
        <source>Processor seconds that the server’s system took for the method.</source>
        <translation>Секунды процессора, которые метод занял в системе сервера.</translation>
    </message>
</context>
<context>
    <name>HeadersPage</name>
    <message>
        <source>Copy all headers</source>
        <translation>Копировать все заголовки</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Заголовки</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>No response came, so there are no headers.</source>
        <translation>Ответа не было, поэтому нет и заголовков.</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Протокол</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>on the wire</source>
        <translation>в передаче</translation>
    </message>
    <message>
        <source>Expanded</source>
        <translation>Распаковано</translation>
    </message>
    <message>
        <source>after decompression</source>
        <translation>после распаковки</translation>
    </message>
    <message>
        <source>Not whole</source>
        <translation>Не целиком</translation>
    </message>
    <message>
        <source>The download was stopped at the size limit.</source>
        <translation>Загрузка остановлена на пределе размера.</translation>
    </message>
    <message>
        <source>The connection was closed before the end.</source>
        <translation>Соединение закрылось раньше конца ответа.</translation>
    </message>
    <message>
        <source>What came could not be decompressed.</source>
        <translation>Полученное не удалось распаковать.</translation>
    </message>
    <message>
        <source>The HAR file does not have it.</source>
        <translation>В HAR-файле его нет.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more header(s)</source>
        <translation>
            <numerusform>и ещё %n заголовок</numerusform>
            <numerusform>и ещё %n заголовка</numerusform>
            <numerusform>и ещё %n заголовков</numerusform>
        </translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>с {start} по {end}</translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation>Кому выдан</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Кем выдан</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Действует</translation>
    </message>
</context>
<context>
    <name>HistoryController</name>
    <message>
        <source>Lookups are saved again.</source>
        <translation>Запросы снова сохраняются.</translation>
    </message>
    <message>
        <source>Not saved yet; it will be shortly.</source>
        <translation>Ещё не сохранено; скоро сохранится.</translation>
    </message>
    <message>
        <source>Choose a lookup in the history first.</source>
        <translation>Сначала выберите запрос в истории.</translation>
    </message>
    <message>
        <source>The portal of that lookup is no longer in the settings.</source>
        <translation>Портала этого запроса в настройках больше нет.</translation>
    </message>
    <message>
        <source>Saved to history</source>
        <translation>Сохранено в истории</translation>
    </message>
    <message>
        <source>That lookup is no longer in the history.</source>
        <translation>Этого запроса в истории больше нет.</translation>
    </message>
</context>
<context>
    <name>HistoryMenu</name>
    <message>
        <source>Delete the whole day, {date}</source>
        <translation>Удалить весь день, {date}</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Сравнить</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n code(s)</source>
        <translation>
            <numerusform>Копировать %n код</numerusform>
            <numerusform>Копировать %n кода</numerusform>
            <numerusform>Копировать %n кодов</numerusform>
        </translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n lookup(s)</source>
        <translation>
            <numerusform>Удалить %n запрос</numerusform>
            <numerusform>Удалить %n запроса</numerusform>
            <numerusform>Удалить %n запросов</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete all of {portal}</source>
        <translation>Удалить всё с портала {portal}</translation>
    </message>
    <message>
        <source>Look up again</source>
        <translation>Найти ещё раз</translation>
    </message>
    <message>
        <source>Open beside</source>
        <translation>Открыть рядом</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Открепить</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Копировать как</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n run(s)</source>
        <translation>
            <numerusform>Удалить %n проверку списка</numerusform>
            <numerusform>Удалить %n проверки списка</numerusform>
            <numerusform>Удалить %n проверок списка</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n entries</source>
        <translation>
            <numerusform>Удалить %n запись</numerusform>
            <numerusform>Удалить %n записи</numerusform>
            <numerusform>Удалить %n записей</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the run</source>
        <translation>Открыть проверку</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Закрепить</translation>
    </message>
    <message>
        <source>Change the note…</source>
        <translation>Изменить заметку…</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>Написать заметку…</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Копировать код</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Копировать отчёт</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Показать только</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Портал</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Полное время</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>from a HAR file</source>
        <translation>из HAR-файла</translation>
    </message>
    <message>
        <source>found</source>
        <translation>найден</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>отказ</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>сбой</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>закреплён</translation>
    </message>
    <message>
        <source>part of a run</source>
        <translation>из проверки списка</translation>
    </message>
    <message>
        <source>note: {text}</source>
        <translation>заметка: {text}</translation>
    </message>
</context>
<context>
    <name>HistoryNotice</name>
    <message>
        <source>Private mode: nothing is recorded.</source>
        <translation>Приватный режим: ничего не записывается.</translation>
    </message>
    <message>
        <source>The history is only read: {why}. New lookups are not saved; update to save again.</source>
        <translation>История открыта только для чтения: {why}. Новые запросы не сохраняются; чтобы сохранять, обновите программу.</translation>
    </message>
    <message>
        <source>The history cannot be written: {why}.</source>
        <translation>В историю не удаётся писать: {why}.</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) wait in memory; saving resumes by itself.</source>
        <translation>
            <numerusform>%n запрос ждёт в памяти; сохранение возобновится само.</numerusform>
            <numerusform>%n запроса ждут в памяти; сохранение возобновится само.</numerusform>
            <numerusform>%n запросов ждут в памяти; сохранение возобновится само.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving resumes by itself.</source>
        <translation>Сохранение возобновится само.</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s), too many to wait, will not be saved.</source>
        <translation>
            <numerusform>%n запрос не поместился в очередь и не будет сохранён.</numerusform>
            <numerusform>%n запроса не поместились в очередь и не будут сохранены.</numerusform>
            <numerusform>%n запросов не поместились в очередь и не будут сохранены.</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer’s clock went from {before} to {after}; no old lookup is removed before {until}.</source>
        <translation>Часы этого компьютера перескочили с {before} на {after}; до {until} старые запросы не удаляются.</translation>
    </message>
    <message>
        <source>The history could not be read; the old file was kept as {name} and a new history was started.</source>
        <translation>Историю не удалось прочитать; прежний файл сохранён как {name}, начата новая.</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) in it could be read and are here.</source>
        <translation>
            <numerusform>%n запрос из неё удалось прочитать, он здесь.</numerusform>
            <numerusform>%n запроса из неё удалось прочитать, они здесь.</numerusform>
            <numerusform>%n запросов из неё удалось прочитать, они здесь.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) in it could not be read.</source>
        <translation>
            <numerusform>Не удалось прочитать из неё %n запрос.</numerusform>
            <numerusform>Не удалось прочитать из неё %n запроса.</numerusform>
            <numerusform>Не удалось прочитать из неё %n запросов.</numerusform>
        </translation>
    </message>
    <message>
        <source>The end of the history’s log could not be read: what was saved last may be missing. The log was kept as {name}.</source>
        <translation>Конец журнала истории не удалось прочитать: последних сохранённых запросов может не хватать. Журнал оставлен под именем {name}.</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Снова записывать</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Понятно</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Lookups beyond the limits are deleted when this window is closed, and can be brought back for a week. Pinned ones stay.</source>
        <translation>Запросы сверх ограничений удаляются после закрытия этого окна; неделю их можно вернуть. Закреплённые остаются.</translation>
    </message>
    <message numerus="yes">
        <source> day(s)</source>
        <translation>
            <numerusform> день</numerusform>
            <numerusform> дня</numerusform>
            <numerusform> дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Record nothing</source>
        <translation>Ничего не записывать</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>без ограничения</translation>
    </message>
    <message>
        <source>Private mode</source>
        <translation>Приватный режим</translation>
    </message>
    <message>
        <source>Keep for</source>
        <translation>Хранить</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>Хранить не больше</translation>
    </message>
    <message>
        <source>Keep responses up to</source>
        <translation>Хранить ответы до</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>more than {count} found</source>
        <translation>найдено больше {count}</translation>
    </message>
    <message numerus="yes">
        <source>{count} found</source>
        <translation>
            <numerusform>найден {count}</numerusform>
            <numerusform>найдено {count}</numerusform>
            <numerusform>найдено {count}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} lookup(s)</source>
        <translation>
            <numerusform>{count} запрос</numerusform>
            <numerusform>{count} запроса</numerusform>
            <numerusform>{count} запросов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} pinned</source>
        <translation>
            <numerusform>{count} закреплён</numerusform>
            <numerusform>{count} закреплено</numerusform>
            <numerusform>{count} закреплено</numerusform>
        </translation>
    </message>
    <message>
        <source>Not understood, left out: {filters}</source>
        <translation>Не понято и не учтено: {filters}</translation>
    </message>
    <message>
        <source>The history cannot be read now.</source>
        <translation>История сейчас не читается.</translation>
    </message>
    <message>
        <source>No matches. Try fewer words, or “All” to look everywhere.</source>
        <translation>Ничего не найдено. Уберите часть слов или выберите «Все».</translation>
    </message>
    <message>
        <source>Nothing is pinned yet. Ctrl+D pins what is shown, and it is never deleted.</source>
        <translation>Пока ничего не закреплено. Ctrl+D закрепит показанный запрос, и сам он не удалится.</translation>
    </message>
    <message>
        <source>There is none of these yet. “All” shows every lookup.</source>
        <translation>Таких пока нет. «Все» покажет каждый запрос.</translation>
    </message>
    <message>
        <source>Nothing is recorded now: lookups do not come here.</source>
        <translation>Сейчас ничего не записывается: запросы сюда не попадают.</translation>
    </message>
    <message>
        <source>Every lookup is kept here, newest first.</source>
        <translation>Здесь хранится каждый запрос, новые сверху.</translation>
    </message>
    <message>
        <source>Search history…</source>
        <translation>Поиск в истории…</translation>
    </message>
    <message>
        <source>Search history</source>
        <translation>Поиск в истории</translation>
    </message>
    <message>
        <source>Words, and filters: portal:acme type:failure error:NOT_FOUND after:2026-11-01 slower:500ms</source>
        <translation>Слова и фильтры: portal:acme type:failure error:NOT_FOUND after:2026-11-01 slower:500ms</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Успешные</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Ошибки</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>★</translation>
    </message>
</context>
<context>
    <name>HistoryTrouble</name>
    <message>
        <source>a newer version of this program made it</source>
        <translation>её создала более новая версия программы</translation>
    </message>
    <message>
        <source>its file is read-only</source>
        <translation>её файл доступен только для чтения</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>диск заполнен</translation>
    </message>
    <message>
        <source>another program holds its file</source>
        <translation>её файл занят другой программой</translation>
    </message>
    <message>
        <source>its folder, a network share perhaps, cannot lock files</source>
        <translation>её папка, возможно сетевая, не умеет блокировать файлы</translation>
    </message>
    <message>
        <source>its file or folder has vanished</source>
        <translation>её файл или папка исчезли</translation>
    </message>
    <message>
        <source>its file or folder cannot be opened</source>
        <translation>её файл или папку не удаётся открыть</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>диск сообщает об ошибке</translation>
    </message>
    <message>
        <source>this program made a mistake</source>
        <translation>в самой программе ошибка</translation>
    </message>
    <message>
        <source>its file is damaged and cannot be moved out of the way</source>
        <translation>её файл повреждён, и переместить его не удаётся</translation>
    </message>
</context>
<context>
    <name>IdentityLine</name>
    <message>
        <source>waiting {seconds} s</source>
        <translation>ожидание {seconds} с</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ожидание ответа</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>ImportBox</name>
    <message>
        <source>Imported</source>
        <translation>Импорт завершён</translation>
    </message>
    <message>
        <source>Problems in the file</source>
        <translation>Что не так с файлом</translation>
    </message>
</context>
<context>
    <name>JsonCanvas</name>
    <message numerus="yes">
        <source>… %n item(s)</source>
        <translation>
            <numerusform>… %n элемент</numerusform>
            <numerusform>… %n элемента</numerusform>
            <numerusform>… %n элементов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JsonFaults</name>
    <message>
        <source>line {line}, column {column}</source>
        <translation>строка {line}, столбец {column}</translation>
    </message>
    <message>
        <source>Not valid JSON at {place}: {reason}.</source>
        <translation>Некорректный JSON ({place}): {reason}.</translation>
    </message>
    <message>
        <source>there is only white space</source>
        <translation>здесь только пробелы</translation>
    </message>
    <message>
        <source>the text breaks off</source>
        <translation>текст обрывается</translation>
    </message>
    <message>
        <source>the text breaks off inside this string</source>
        <translation>текст обрывается внутри этой строки</translation>
    </message>
    <message>
        <source>a control character inside a string must be escaped</source>
        <translation>управляющий символ в строке нужно экранировать</translation>
    </message>
    <message>
        <source>JSON has no such escape</source>
        <translation>такой последовательности в JSON нет</translation>
    </message>
    <message>
        <source>\u needs four hexadecimal digits</source>
        <translation>после \u нужны четыре шестнадцатеричные цифры</translation>
    </message>
    <message>
        <source>a number may not begin with an extra zero</source>
        <translation>число не начинается с лишнего нуля</translation>
    </message>
    <message>
        <source>not a valid JSON number</source>
        <translation>такого числа в JSON не бывает</translation>
    </message>
    <message>
        <source>bare words other than true, false and null are not JSON</source>
        <translation>кроме true, false и null, слов без кавычек в JSON нет</translation>
    </message>
    <message>
        <source>strings need double quotes</source>
        <translation>строкам нужны двойные кавычки</translation>
    </message>
    <message>
        <source>names need double quotes</source>
        <translation>именам нужны двойные кавычки</translation>
    </message>
    <message>
        <source>JSON has no comments</source>
        <translation>в JSON нет комментариев</translation>
    </message>
    <message>
        <source>a value belongs here</source>
        <translation>здесь должно быть значение</translation>
    </message>
    <message>
        <source>a member’s name belongs here</source>
        <translation>здесь должно быть имя поля</translation>
    </message>
    <message>
        <source>the colon after the name is missing</source>
        <translation>нет двоеточия после имени</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing</source>
        <translation>нет запятой или закрывающей скобки</translation>
    </message>
    <message>
        <source>a comma before a closing bracket</source>
        <translation>запятая перед закрывающей скобкой</translation>
    </message>
    <message>
        <source>the wrong kind of closing bracket</source>
        <translation>закрывающая скобка не того вида</translation>
    </message>
    <message>
        <source>there is text after the end of the document</source>
        <translation>после конца документа есть текст</translation>
    </message>
    <message>
        <source>NaN and Infinity are not JSON; they were skipped</source>
        <translation>NaN и Infinity — не JSON; они пропущены</translation>
    </message>
    <message>
        <source>a byte order mark, which was skipped</source>
        <translation>метка порядка байтов; она пропущена</translation>
    </message>
</context>
<context>
    <name>JsonPage</name>
    <message>
        <source>Laying out {size}…</source>
        <translation>Подготовка: {size}…</translation>
    </message>
    <message>
        <source>Formatting {size}…</source>
        <translation>Форматирование: {size}…</translation>
    </message>
    <message>
        <source>Show the place</source>
        <translation>Показать место</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>Перенос</translation>
    </message>
    <message>
        <source>Break long lines at the pane’s width, where there are no more than {count} lines</source>
        <translation>Переносить длинные строки по ширине панели, если строк не больше {count}</translation>
    </message>
    <message>
        <source>As received</source>
        <translation>Как получено</translation>
    </message>
    <message>
        <source>Show the bytes as they came, without re-indenting</source>
        <translation>Показать байты как получены, без отступов</translation>
    </message>
</context>
<context>
    <name>JsonTextView</name>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>JSON path</source>
        <translation>Путь JSON</translation>
    </message>
    <message>
        <source>Response as JSON text</source>
        <translation>Ответ текстом JSON</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Копировать значение</translation>
    </message>
    <message>
        <source>Copy JSON path</source>
        <translation>Копировать путь JSON</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Выделить всё</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Свернуть</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>Развернуть</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Свернуть всё</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Развернуть всё</translation>
    </message>
</context>
<context>
    <name>JsonTreeModel</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n поле</numerusform>
            <numerusform>%n поля</numerusform>
            <numerusform>%n полей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n элемент</numerusform>
            <numerusform>%n элемента</numerusform>
            <numerusform>%n элементов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KanbanPreview</name>
    <message>
        <source>Deal #1</source>
        <translation>Сделка №1</translation>
    </message>
    <message>
        <source>As on the kanban card</source>
        <translation>Как на карточке канбана</translation>
    </message>
</context>
<context>
    <name>KeyringTrouble</name>
    <message>
        <source>No keyring is running, so secrets last for this run only. Start GNOME Keyring or KWallet, then try again.</source>
        <translation>Хранилище ключей не запущено, поэтому секреты хранятся только до выхода. Запустите GNOME Keyring или KWallet и повторите.</translation>
    </message>
    <message>
        <source>The keyring is locked, so secrets last for this run only. Unlock it, then try again.</source>
        <translation>Хранилище ключей заблокировано, поэтому секреты хранятся только до выхода. Разблокируйте его и повторите.</translation>
    </message>
    <message>
        <source>The keyring does not answer, so secrets last for this run only. It may be asking for its password.</source>
        <translation>Хранилище ключей не отвечает, поэтому секреты хранятся только до выхода. Возможно, оно ждёт пароля.</translation>
    </message>
    <message>
        <source>The keyring refused, so secrets last for this run only: {reason}</source>
        <translation>Хранилище ключей отказало, поэтому секреты хранятся только до выхода: {reason}</translation>
    </message>
</context>
<context>
    <name>LanguageChooser</name>
    <message>
        <source>others</source>
        <translation>прочие</translation>
    </message>
    <message>
        <source>Language: {language}</source>
        <translation>Язык: {language}</translation>
    </message>
    <message>
        <source>The language of the person who looks at the card</source>
        <translation>Язык того, кто смотрит на карточку</translation>
    </message>
</context>
<context>
    <name>LanguageRows</name>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>others</source>
        <translation>прочие</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>нет текста</translation>
    </message>
    <message>
        <source>none → {language}</source>
        <translation>нет → {language}</translation>
    </message>
    <message>
        <source>title is no text → {language}</source>
        <translation>название не текст → {language}</translation>
    </message>
    <message>
        <source>no title → {language}</source>
        <translation>нет названия → {language}</translation>
    </message>
    <message>
        <source>value is no text → {language}</source>
        <translation>значение не текст → {language}</translation>
    </message>
    <message>
        <source>no value → {language}</source>
        <translation>нет значения → {language}</translation>
    </message>
    <message>
        <source>no title</source>
        <translation>нет названия</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>нет значения</translation>
    </message>
    <message>
        <source>own language</source>
        <translation>свой язык</translation>
    </message>
    <message>
        <source>Neither this language nor English was sent, so the first one counts. Some portals show a number here.</source>
        <translation>Нет ни этого языка, ни английского, поэтому взят первый. Некоторые порталы показывают здесь число.</translation>
    </message>
    <message>
        <source>This language was not sent, so English is shown.</source>
        <translation>Этого языка нет, поэтому показан английский.</translation>
    </message>
    <message>
        <source>The text of the person’s own language is shown.</source>
        <translation>Показан текст на языке пользователя.</translation>
    </message>
</context>
<context>
    <name>LanguageTable</name>
    <message>
        <source>Show in the JSON</source>
        <translation>Показать в JSON</translation>
    </message>
    <message>
        <source>Texts by language</source>
        <translation>Тексты по языкам</translation>
    </message>
    <message>
        <source>What a person sees with each language; a row chooses the preview’s.</source>
        <translation>Что видит пользователь с каждым из языков; строка выбирает язык карточки.</translation>
    </message>
</context>
<context>
    <name>LineList</name>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Show in the JSON</source>
        <translation>Показать в JSON</translation>
    </message>
</context>
<context>
    <name>LookupCards</name>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
    </message>
</context>
<context>
    <name>LookupSession</name>
    <message>
        <source>That lookup is no longer in the history.</source>
        <translation>Этого запроса в истории больше нет.</translation>
    </message>
    <message>
        <source>Saving to history…</source>
        <translation>Сохраняем в историю…</translation>
    </message>
    <message>
        <source>Saved to history</source>
        <translation>Сохранено в истории</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was saved.</source>
        <translation>Отменено. Ничего не сохранено.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Width of the history</source>
        <translation>Ширина истории</translation>
    </message>
    <message>
        <source>Width of the response</source>
        <translation>Ширина ответа</translation>
    </message>
    <message>
        <source>Private mode</source>
        <translation>Приватный режим</translation>
    </message>
    <message>
        <source>Badge Inspector</source>
        <translation>Badge Inspector</translation>
    </message>
    <message>
        <source>{name}: safe mode</source>
        <translation>{name}: безопасный режим</translation>
    </message>
</context>
<context>
    <name>ManyController</name>
    <message>
        <source>Codes are being looked up: open the other run when that has finished.</source>
        <translation>Коды ещё запрашиваются: откройте другую проверку, когда эта закончится.</translation>
    </message>
    <message>
        <source>Codes are being looked up: drop the next ones when that has finished.</source>
        <translation>Коды уже проверяются: перетащите следующие, когда проверка закончится.</translation>
    </message>
    <message>
        <source>Paste some codes first.</source>
        <translation>Сначала вставьте коды.</translation>
    </message>
    <message>
        <source>Cancelled. Results so far are kept.</source>
        <translation>Отменено. Полученные результаты сохранены.</translation>
    </message>
    <message>
        <source>The results are not recorded. “Many codes” shows them again.</source>
        <translation>Результаты не записаны. «Много кодов» покажет их снова.</translation>
    </message>
    <message numerus="yes">
        <source>{count} code(s) not answered yet.</source>
        <translation>
            <numerusform>{count} код остался без ответа.</numerusform>
            <numerusform>{count} кода остались без ответа.</numerusform>
            <numerusform>{count} кодов остались без ответа.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} code(s) not answered yet. The run is in the history.</source>
        <translation>
            <numerusform>{count} код остался без ответа. Проверка сохранена в истории.</numerusform>
            <numerusform>{count} кода остались без ответа. Проверка сохранена в истории.</numerusform>
            <numerusform>{count} кодов остались без ответа. Проверка сохранена в истории.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the run</source>
        <translation>Открыть проверку</translation>
    </message>
    <message>
        <source>That run is no longer in the history.</source>
        <translation>Этой проверки больше нет в истории.</translation>
    </message>
    <message>
        <source>Its portal is no longer in the settings.</source>
        <translation>Этого портала больше нет в настройках.</translation>
    </message>
    <message>
        <source>Asked {when}.</source>
        <translation>Запрошено: {when}.</translation>
    </message>
</context>
<context>
    <name>ManyList</name>
    <message>
        <source>{file} is too large for a list of codes: {size}, of {most} at most.</source>
        <translation>{file} слишком велик для списка кодов: {size}, а можно не больше {most}.</translation>
    </message>
    <message>
        <source>{file} is not a text file: it has no codes to read.</source>
        <translation>{file} — не текст: кодов в нём не прочесть.</translation>
    </message>
    <message>
        <source>{file} is a spreadsheet: save it as CSV, or paste its column.</source>
        <translation>{file} — книга таблиц: сохраните её как CSV или вставьте нужный столбец.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}</source>
        <translation>Не удалось прочитать {file}: {reason}</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} пуст.</translation>
    </message>
</context>
<context>
    <name>ManyPortalsController</name>
    <message>
        <source>Its portal is no longer in the settings.</source>
        <translation>Этого портала больше нет в настройках.</translation>
    </message>
</context>
<context>
    <name>ManyPortalsWindow</name>
    <message>
        <source>Choose a portal to ask.</source>
        <translation>Выберите портал для запроса.</translation>
    </message>
    <message>
        <source>Type a badge code first.</source>
        <translation>Сначала введите код бейджа.</translation>
    </message>
    <message>
        <source>{done} of {total} portals answered</source>
        <translation>Ответило порталов: {done} из {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) differ</source>
        <translation>
            <numerusform>Отличается %n поле</numerusform>
            <numerusform>Отличаются %n поля</numerusform>
            <numerusform>Отличаются %n полей</numerusform>
        </translation>
    </message>
    <message>
        <source>The same everywhere</source>
        <translation>Везде одинаково</translation>
    </message>
    <message numerus="yes">
        <source>%n portal(s) not asked to the end</source>
        <translation>
            <numerusform>%n портал не ответил</numerusform>
            <numerusform>%n портала не ответили</numerusform>
            <numerusform>%n порталов не ответили</numerusform>
        </translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>запрашивается…</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>нет ответа</translation>
    </message>
    <message>
        <source>Same badge, only timing differs</source>
        <translation>Бейдж тот же, различается только время</translation>
    </message>
    <message>
        <source>Same response, only timing differs</source>
        <translation>Ответ тот же, различается только время</translation>
    </message>
    <message>
        <source>Enter on a cell shows that portal’s response.</source>
        <translation>Enter на ячейке показывает ответ портала.</translation>
    </message>
    <message>
        <source>Every lookup is kept in the history.</source>
        <translation>Каждый остаётся в истории.</translation>
    </message>
    <message>
        <source>Private mode: nothing is recorded.</source>
        <translation>Приватный режим: ничего не записывается.</translation>
    </message>
    <message>
        <source>Type a badge code and choose the portals to ask. Their responses appear here side by side.</source>
        <translation>Введите код бейджа и выберите порталы. Их ответы появятся здесь рядом.</translation>
    </message>
    <message>
        <source>This window compares several portals. Add another one in the settings (Ctrl+,).</source>
        <translation>Это окно для нескольких порталов. Добавьте ещё один в настройках (Ctrl+,).</translation>
    </message>
    <message>
        <source>One code on many portals</source>
        <translation>Один код на многих порталах</translation>
    </message>
    <message>
        <source>Badge code</source>
        <translation>Код бейджа</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>All or none</source>
        <translation>Все или ни одного</translation>
    </message>
    <message>
        <source>Slowest first</source>
        <translation>Сначала медленные</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Копировать как Markdown</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>ManyWindow</name>
    <message>
        <source>Many codes on {portal}</source>
        <translation>Много кодов на портале {portal}</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Результаты</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Every result is kept in the history</source>
        <translation>Каждый результат сохраняется в истории</translation>
    </message>
    <message>
        <source>No matching outcomes. Choose “All” or clear the filter.</source>
        <translation>Нет подходящих результатов. Выберите «Все» или очистите фильтр.</translation>
    </message>
    <message>
        <source>Asking the portal…</source>
        <translation>Запрос к порталу…</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>Чтение истории…</translation>
    </message>
    <message>
        <source>Paste codes above or drop a file, then “Look up all”. Each outcome appears here as it comes, to be sorted, filtered and exported.</source>
        <translation>Вставьте коды выше или перетащите сюда файл и нажмите «Найти все». Результаты появятся здесь по мере ответа; их можно сортировать, фильтровать и экспортировать.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Сравнить</translation>
    </message>
    <message>
        <source>Open in its own window</source>
        <translation>Открыть в отдельном окне</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Look up again</source>
        <translation>Найти ещё раз</translation>
    </message>
    <message>
        <source>Look up {code}</source>
        <translation>Найти {code}</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Копировать код</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message numerus="yes">
        <source>Copy {count} code(s)</source>
        <translation>
            <numerusform>Копировать {count} код</numerusform>
            <numerusform>Копировать {count} кода</numerusform>
            <numerusform>Копировать {count} кодов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export {count} row(s)…</source>
        <translation>
            <numerusform>Экспортировать {count} строку…</numerusform>
            <numerusform>Экспортировать {count} строки…</numerusform>
            <numerusform>Экспортировать {count} строк…</numerusform>
        </translation>
    </message>
    <message>
        <source>Private mode: nothing is recorded.</source>
        <translation>Приватный режим: ничего не записывается.</translation>
    </message>
    <message numerus="yes">
        <source>{count} request(s)</source>
        <translation>
            <numerusform>{count} запрос</numerusform>
            <numerusform>{count} запроса</numerusform>
            <numerusform>{count} запросов</numerusform>
        </translation>
    </message>
    <message>
        <source>round trip {time}</source>
        <translation>полное время {time}</translation>
    </message>
    <message>
        <source>round trip {least} to {most}</source>
        <translation>полное время от {least} до {most}</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>● Found: the portal has this badge</source>
        <translation>● Найден: такой бейдж на портале есть</translation>
    </message>
    <message>
        <source>⊖ Refused: the portal answered with an error</source>
        <translation>⊖ Отказ: портал ответил ошибкой</translation>
    </message>
    <message>
        <source>✕ Failed: no usable response came from the portal</source>
        <translation>✕ Сбой: пригодного ответа от портала нет</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>It contains spaces or line breaks; a proxy password has none.</source>
        <translation>Внутри есть пробелы или переводы строк; в пароле прокси их не бывает.</translation>
    </message>
    <message>
        <source>The system’s</source>
        <translation>Системный</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Без прокси</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Указанный</translation>
    </message>
    <message>
        <source> s</source>
        <translation> с</translation>
    </message>
    <message>
        <source>Connection timeout</source>
        <translation>Ожидание соединения</translation>
    </message>
    <message>
        <source>Response timeout</source>
        <translation>Ожидание ответа</translation>
    </message>
    <message>
        <source>Total timeout</source>
        <translation>Общее время ожидания</translation>
    </message>
    <message>
        <source>Largest response</source>
        <translation>Предельный размер ответа</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Прокси</translation>
    </message>
    <message>
        <source>Proxy address</source>
        <translation>Адрес прокси</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>Пользователь прокси</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>Пароль прокси</translation>
    </message>
</context>
<context>
    <name>NewWindowController</name>
    <message>
        <source>Another window could not be opened.</source>
        <translation>Не удалось открыть ещё одно окно.</translation>
    </message>
</context>
<context>
    <name>NoteBox</name>
    <message>
        <source>Note</source>
        <translation>Заметка</translation>
    </message>
    <message>
        <source>Your own words: a ticket, what you found out. Search finds them.</source>
        <translation>Ваши слова: номер обращения, что выяснилось. Поиск их находит.</translation>
    </message>
    <message>
        <source>Note on {code}</source>
        <translation>Заметка к коду {code}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
</context>
<context>
    <name>OriginStrip</name>
    <message>
        <source>Its portal is no longer in the settings.</source>
        <translation>Этого портала больше нет в настройках.</translation>
    </message>
    <message>
        <source>Another portal is in use: {portal}</source>
        <translation>Сейчас выбран другой портал: {portal}</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>Заметка: {text}</translation>
    </message>
    <message>
        <source>From history</source>
        <translation>Из истории</translation>
    </message>
    <message>
        <source>Spaces around the code were ignored.</source>
        <translation>Пробелы по краям кода не учтены.</translation>
    </message>
    <message>
        <source>Its portal is not in the settings.</source>
        <translation>Этого портала нет в настройках.</translation>
    </message>
    <message>
        <source>Shown as it was answered then; nothing was sent.</source>
        <translation>Показано так, как портал ответил тогда; новый запрос не отправлялся.</translation>
    </message>
    <message>
        <source>Look up again</source>
        <translation>Найти ещё раз</translation>
    </message>
    <message>
        <source>Look up the exact text</source>
        <translation>Найти как введено</translation>
    </message>
</context>
<context>
    <name>OutcomeBar</name>
    <message>
        <source>All {count}</source>
        <translation>Все {count}</translation>
    </message>
    <message>
        <source>Found {count}</source>
        <translation>Найдено {count}</translation>
    </message>
    <message>
        <source>Not found {count}</source>
        <translation>Не найдено {count}</translation>
    </message>
    <message>
        <source>Failed {count}</source>
        <translation>Сбои {count}</translation>
    </message>
    <message>
        <source>Not answered {count}</source>
        <translation>Без ответа {count}</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>HAR files (*.har)</source>
        <translation>HAR-файлы (*.har)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Фильтр…</translation>
    </message>
    <message>
        <source>Filter outcomes</source>
        <translation>Фильтр результатов</translation>
    </message>
    <message>
        <source>CSV for a spreadsheet…</source>
        <translation>CSV для таблицы…</translation>
    </message>
    <message>
        <source>CSV, every cell as it is…</source>
        <translation>CSV, все ячейки как есть…</translation>
    </message>
    <message>
        <source>JSON Lines…</source>
        <translation>JSON Lines…</translation>
    </message>
    <message>
        <source>Case file (HAR)…</source>
        <translation>Файл заявки (HAR)…</translation>
    </message>
    <message>
        <source>Copy as a table</source>
        <translation>Копировать таблицей</translation>
    </message>
</context>
<context>
    <name>OutcomeFiles</name>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>Не удалось записать {file}: {reason}</translation>
    </message>
    <message>
        <source>Written to {file}</source>
        <translation>Записано в {file}</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>Таблица в буфере обмена.</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Бейдж</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>On the portal</source>
        <translation>На портале</translation>
    </message>
    <message>
        <source>Time that the portal reports for each code, network apart</source>
        <translation>Время обработки каждого кода по данным портала, без учёта сети</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>без ответа</translation>
    </message>
    <message>
        <source>did you mean {code}?</source>
        <translation>возможно, {code}?</translation>
    </message>
    <message>
        <source>Round trip of its request: {time}</source>
        <translation>Полное время запроса: {time}</translation>
    </message>
    <message>
        <source>Round trip of its request, shared with other codes: {time}</source>
        <translation>Полное время общего запроса с другими кодами: {time}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Type a command, a portal or a recent code…</source>
        <translation>Команда, портал или недавний код…</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Команды</translation>
    </message>
    <message>
        <source>No matches. Try fewer letters.</source>
        <translation>Ничего не найдено. Введите меньше букв.</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Палитра команд</translation>
    </message>
</context>
<context>
    <name>PaletteController</name>
    <message>
        <source>Copy as {language}</source>
        <translation>Скопировать как {language}</translation>
    </message>
    <message>
        <source>Settings: network</source>
        <translation>Настройки: сеть</translation>
    </message>
    <message>
        <source>Settings: history</source>
        <translation>Настройки: история</translation>
    </message>
    <message>
        <source>Settings: appearance</source>
        <translation>Настройки: вид</translation>
    </message>
    <message>
        <source>Settings: advanced</source>
        <translation>Настройки: дополнительно</translation>
    </message>
    <message>
        <source>Theme: same as system</source>
        <translation>Тема: как в системе</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>Тема: светлая</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>Тема: тёмная</translation>
    </message>
    <message>
        <source>Language: same as system</source>
        <translation>Язык: как в системе</translation>
    </message>
    <message>
        <source>Language: English</source>
        <translation>Язык: английский</translation>
    </message>
    <message>
        <source>Language: Russian</source>
        <translation>Язык: русский</translation>
    </message>
</context>
<context>
    <name>PasteField</name>
    <message>
        <source>Press Enter when it is complete.</source>
        <translation>Введите целиком и нажмите Enter.</translation>
    </message>
</context>
<context>
    <name>Pasted</name>
    <message>
        <source>Webhook of user {user} on {host}.</source>
        <translation>Вебхук пользователя {user} на {host}.</translation>
    </message>
    <message>
        <source>The secret is hidden.</source>
        <translation>Секрет скрыт.</translation>
    </message>
    <message>
        <source>Access token for {host}.</source>
        <translation>Токен доступа для {host}.</translation>
    </message>
    <message>
        <source>The token is hidden.</source>
        <translation>Токен скрыт.</translation>
    </message>
    <message>
        <source>Portal {host}.</source>
        <translation>Портал {host}.</translation>
    </message>
    <message>
        <source>There is no secret in it: enter one below.</source>
        <translation>Секрета в нём нет: введите его ниже.</translation>
    </message>
    <message>
        <source>Paste a webhook address, or the portal’s address.</source>
        <translation>Вставьте адрес вебхука или адрес портала.</translation>
    </message>
    <message>
        <source>This is a token without its portal. Enter the portal’s address first, then paste it again.</source>
        <translation>Это токен без портала. Сначала введите адрес портала, затем вставьте токен ещё раз.</translation>
    </message>
    <message>
        <source>That is not an address. A portal’s address looks like https://acme.bitrix24.com.</source>
        <translation>Это не адрес. Адрес портала выглядит так: https://acme.bitrix24.com.</translation>
    </message>
    <message>
        <source>http:// would send the secret unencrypted; portals answer on https://.</source>
        <translation>По http:// секрет ушёл бы незашифрованным; порталы отвечают по https://.</translation>
    </message>
    <message>
        <source>The address holds a user name and password before an @. Leave them out.</source>
        <translation>В адресе перед @ стоят имя и пароль. Уберите их.</translation>
    </message>
    <message>
        <source>The path in this address is not allowed (.. or an encoded /).</source>
        <translation>Путь в этом адресе недопустим (.. или закодированный /).</translation>
    </message>
    <message>
        <source>This is an example, not a real address: parts of it stand for yours.</source>
        <translation>Это пример, а не настоящий адрес: часть его — заглушки.</translation>
    </message>
    <message>
        <source>The user number is missing: …/rest/1/secret/.</source>
        <translation>Нет номера пользователя: …/rest/1/секрет/.</translation>
    </message>
    <message>
        <source>A webhook’s user is a number, such as 1, or a login name.</source>
        <translation>Пользователь вебхука — число, например 1, или логин.</translation>
    </message>
    <message>
        <source>A proxy’s address looks like http://proxy.example:3128.</source>
        <translation>Адрес прокси выглядит так: http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>The port is missing: http://proxy.example:3128.</source>
        <translation>Не хватает порта: http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>The secret is missing: …/rest/1/secret/.</source>
        <translation>Нет секрета: …/rest/1/секрет/.</translation>
    </message>
    <message>
        <source>User number and secret are swapped: the number comes first.</source>
        <translation>Номер и секрет перепутаны местами: сначала номер.</translation>
    </message>
    <message>
        <source>This is not the address of an incoming webhook, which ends in /rest/1/secret/.</source>
        <translation>Это не адрес входящего вебхука: тот кончается на /rest/1/секрет/.</translation>
    </message>
    <message>
        <source>bitrix24.net is the sign-in service, not a portal.</source>
        <translation>bitrix24.net — служба входа, а не портал.</translation>
    </message>
    <message>
        <source>Taken from a cURL command.</source>
        <translation>Взято из команды cURL.</translation>
    </message>
    <message>
        <source>Taken out of the text around it.</source>
        <translation>Адрес взят из окружающего текста.</translation>
    </message>
    <message>
        <source>Quotes and spaces around it were removed.</source>
        <translation>Кавычки и пробелы вокруг убраны.</translation>
    </message>
    <message>
        <source>https:// was added.</source>
        <translation>Добавлено https://.</translation>
    </message>
    <message>
        <source>http:// became https://.</source>
        <translation>http:// заменено на https://.</translation>
    </message>
    <message>
        <source>The method name was removed.</source>
        <translation>Имя метода убрано.</translation>
    </message>
    <message>
        <source>Everything after the address was removed.</source>
        <translation>Всё после адреса убрано.</translation>
    </message>
    <message>
        <source>Slashes were corrected.</source>
        <translation>Косые черты исправлены.</translation>
    </message>
    <message>
        <source>/rest/api/ became /rest/.</source>
        <translation>/rest/api/ заменено на /rest/.</translation>
    </message>
    <message>
        <source>This is a page of the portal; webhooks are made under Developer resources.</source>
        <translation>Это страница портала; вебхуки создают в разделе «Разработчикам».</translation>
    </message>
    <message>
        <source>The name was converted to its international form.</source>
        <translation>Имя переведено в международный вид.</translation>
    </message>
    <message>
        <source>A self-hosted portal.</source>
        <translation>Коробочный портал.</translation>
    </message>
    <message>
        <source>The secret has an unusual form; check it.</source>
        <translation>Секрет необычного вида; проверьте его.</translation>
    </message>
</context>
<context>
    <name>PastedForms</name>
    <message>
        <source>a cURL command</source>
        <translation>команда cURL</translation>
    </message>
    <message>
        <source>PowerShell</source>
        <translation>PowerShell</translation>
    </message>
    <message>
        <source>an HTTPie command</source>
        <translation>команда HTTPie</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>код на Python</translation>
    </message>
    <message>
        <source>JavaScript code</source>
        <translation>код на JavaScript</translation>
    </message>
    <message>
        <source>PHP code</source>
        <translation>код на PHP</translation>
    </message>
    <message>
        <source>Go code</source>
        <translation>код на Go</translation>
    </message>
    <message>
        <source>an address</source>
        <translation>адрес</translation>
    </message>
    <message>
        <source>a HAR entry</source>
        <translation>запись HAR</translation>
    </message>
    <message>
        <source>a JSON body</source>
        <translation>тело JSON</translation>
    </message>
    <message>
        <source>a line of a log</source>
        <translation>строка журнала</translation>
    </message>
</context>
<context>
    <name>PlainLabel</name>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Выделить всё</translation>
    </message>
</context>
<context>
    <name>PortalChooser</name>
    <message>
        <source>No portal yet</source>
        <translation>Портал не подключён</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Портал</translation>
    </message>
</context>
<context>
    <name>PortalFields</name>
    <message>
        <source>Paste anything</source>
        <translation>Вставьте адрес или cURL</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Portal address</source>
        <translation>Адрес портала</translation>
    </message>
    <message>
        <source>Access by</source>
        <translation>Доступ</translation>
    </message>
    <message>
        <source>User number</source>
        <translation>Номер пользователя</translation>
    </message>
    <message>
        <source>Webhook secret</source>
        <translation>Секрет вебхука</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Токен доступа</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Действителен до</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>ID приложения</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Ключ приложения</translation>
    </message>
    <message>
        <source>Refresh token</source>
        <translation>Токен обновления</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>Хранилище ключей</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Цвет</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>Display language</source>
        <translation>Язык отображения</translation>
    </message>
    <message>
        <source>Method budget</source>
        <translation>Лимит метода</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>Файл УЦ</translation>
    </message>
    <message>
        <source>Trusted certificate</source>
        <translation>Доверенный сертификат</translation>
    </message>
    <message>
        <source>Undo: {setting}</source>
        <translation>Отменить: {setting}</translation>
    </message>
    <message>
        <source>Restore the value from when you opened this portal</source>
        <translation>Вернуть значение, которое было при открытии портала</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Вебхук</translation>
    </message>
    <message>
        <source>OAuth token</source>
        <translation>Токен OAuth</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Проверить соединение</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source> s</source>
        <translation> с</translation>
    </message>
    <message>
        <source>not limited</source>
        <translation>не ограничен</translation>
    </message>
    <message>
        <source>A webhook address, a portal’s address, a cURL command…</source>
        <translation>Адрес вебхука, адрес портала, команда cURL…</translation>
    </message>
    <message>
        <source>e.g. de</source>
        <translation>напр. de</translation>
    </message>
    <message>
        <source>the system’s authorities only</source>
        <translation>только центры из системы</translation>
    </message>
</context>
<context>
    <name>PortalForm</name>
    <message>
        <source>This file has no usable certificates: {reason}</source>
        <translation>Это не файл сертификатов: {reason}</translation>
    </message>
    <message>
        <source>Taken as “{field}” for {host}.</source>
        <translation>Принято в поле «{field}» для {host}.</translation>
    </message>
    <message>
        <source>This portal had another host. The secret of {before} is not sent to {now}: enter it again.</source>
        <translation>У портала был другой адрес. Секрет от {before} не отправляется на {now}: введите его снова.</translation>
    </message>
    <message>
        <source>That time has passed: the token has expired.</source>
        <translation>Это время прошло: токен истёк.</translation>
    </message>
    <message>
        <source>Enter the portal’s address first: a secret belongs to its host.</source>
        <translation>Сначала введите адрес портала: секрет принадлежит своему хосту.</translation>
    </message>
    <message>
        <source>It contains spaces or line breaks; a token has none.</source>
        <translation>Внутри есть пробелы или переводы строк; в токене их не бывает.</translation>
    </message>
    <message>
        <source>This field is empty: fill it in.</source>
        <translation>Поле пусто: заполните его.</translation>
    </message>
    <message>
        <source>Asking the portal…</source>
        <translation>Запрос к порталу…</translation>
    </message>
</context>
<context>
    <name>PortalList</name>
    <message>
        <source>built in</source>
        <translation>встроенный</translation>
    </message>
    <message>
        <source>webhook</source>
        <translation>вебхук</translation>
    </message>
    <message>
        <source>OAuth</source>
        <translation>OAuth</translation>
    </message>
    <message>
        <source>OAuth, expired</source>
        <translation>OAuth, истёк</translation>
    </message>
    <message numerus="yes">
        <source>OAuth, %n minute(s) left</source>
        <translation>
            <numerusform>OAuth, ещё %n минута</numerusform>
            <numerusform>OAuth, ещё %n минуты</numerusform>
            <numerusform>OAuth, ещё %n минут</numerusform>
        </translation>
    </message>
    <message>
        <source>Portals</source>
        <translation>Порталы</translation>
    </message>
</context>
<context>
    <name>PortalName</name>
    <message>
        <source>Demo portal</source>
        <translation>Демо-портал</translation>
    </message>
    <message>
        <source>Demo portal, new build</source>
        <translation>Демо-портал, новая сборка</translation>
    </message>
    <message>
        <source>Demo portal, OAuth</source>
        <translation>Демо-портал, OAuth</translation>
    </message>
</context>
<context>
    <name>PortalPlace</name>
    <message>
        <source>built in</source>
        <translation>встроенный</translation>
    </message>
</context>
<context>
    <name>PortalPopup</name>
    <message>
        <source>Filter portals…</source>
        <translation>Фильтр порталов…</translation>
    </message>
    <message>
        <source>Filter portals</source>
        <translation>Фильтр порталов</translation>
    </message>
    <message>
        <source>Portals</source>
        <translation>Порталы</translation>
    </message>
    <message>
        <source>Add portal…</source>
        <translation>Добавить портал…</translation>
    </message>
    <message>
        <source>Demo portal</source>
        <translation>Демо-портал</translation>
    </message>
</context>
<context>
    <name>PortalsPage</name>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (копия)</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Копировать адрес</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Переместить выше</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Переместить ниже</translation>
    </message>
    <message>
        <source>Import portals</source>
        <translation>Импорт порталов</translation>
    </message>
    <message>
        <source>Export portals</source>
        <translation>Экспорт порталов</translation>
    </message>
    <message>
        <source>Portals (*.json)</source>
        <translation>Порталы (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Filter portals…</source>
        <translation>Фильтр порталов…</translation>
    </message>
    <message>
        <source>Filter portals</source>
        <translation>Фильтр порталов</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Портал</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Дублировать</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>All portals, without their secrets</source>
        <translation>Все порталы, без их секретов</translation>
    </message>
</context>
<context>
    <name>PreferencePage</name>
    <message>
        <source>Reset: {setting}</source>
        <translation>Сбросить: {setting}</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Вернуть значение по умолчанию</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>Сбросить эту страницу</translation>
    </message>
</context>
<context>
    <name>ProxyPart</name>
    <message>
        <source>Kept in the system keyring, for this proxy only.</source>
        <translation>Хранится в системном хранилище ключей, только для этого прокси.</translation>
    </message>
    <message>
        <source>Kept for this run only.</source>
        <translation>Хранится только до выхода.</translation>
    </message>
</context>
<context>
    <name>QuitController</name>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>Wait, then quit</source>
        <translation>Дождаться и выйти</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Сохранить в файл…</translation>
    </message>
    <message>
        <source>Discard and quit</source>
        <translation>Выйти без сохранения</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) are not saved.</source>
        <translation>
            <numerusform>Не сохранён %n запрос.</numerusform>
            <numerusform>Не сохранено %n запроса.</numerusform>
            <numerusform>Не сохранено %n запросов.</numerusform>
        </translation>
    </message>
    <message>
        <source>The history cannot be written: {why}.</source>
        <translation>В историю не удаётся писать: {why}.</translation>
    </message>
    <message numerus="yes">
        <source>The program quits once %n lookup(s) are saved.</source>
        <translation>
            <numerusform>Программа закроется, когда сохранится %n запрос.</numerusform>
            <numerusform>Программа закроется, когда сохранятся %n запроса.</numerusform>
            <numerusform>Программа закроется, когда сохранятся %n запросов.</numerusform>
        </translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Save elsewhere</source>
        <translation>Сохранить в файл</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>Не удалось записать {file}: {reason}</translation>
    </message>
</context>
<context>
    <name>RemovalController</name>
    <message>
        <source>Still deleting; try again in a moment.</source>
        <translation>Удаление ещё идёт; попробуйте чуть позже.</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Удаляем…</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>Удалить всю историю?</translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} lookup(s)?</source>
        <translation>
            <numerusform>Удалить {count} запрос?</numerusform>
            <numerusform>Удалить {count} запроса?</numerusform>
            <numerusform>Удалить {count} запросов?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n проверкой списка</numerusform>
            <numerusform>%n проверками списка</numerusform>
            <numerusform>%n проверками списка</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} lookup(s), with {runs}?</source>
        <translation>
            <numerusform>Удалить {count} запрос вместе с {runs}?</numerusform>
            <numerusform>Удалить {count} запроса вместе с {runs}?</numerusform>
            <numerusform>Удалить {count} запросов вместе с {runs}?</numerusform>
        </translation>
    </message>
    <message>
        <source>Pinned ones stay. Undo brings them back for two minutes.</source>
        <translation>Закреплённые останутся. В течение двух минут удаление можно отменить.</translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>Удалить всё</translation>
    </message>
    <message>
        <source>Nothing to delete; pinned lookups stay.</source>
        <translation>Удалять нечего; закреплённые запросы остаются.</translation>
    </message>
    <message numerus="yes">
        <source>{count} lookup(s) deleted.</source>
        <translation>
            <numerusform>Удалён {count} запрос.</numerusform>
            <numerusform>Удалено {count} запроса.</numerusform>
            <numerusform>Удалено {count} запросов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pinned ones stay.</source>
        <translation>Закреплённые остаются.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) are back.</source>
        <translation>
            <numerusform>%n запрос возвращён.</numerusform>
            <numerusform>%n запроса возвращены.</numerusform>
            <numerusform>%n запросов возвращены.</numerusform>
        </translation>
    </message>
    <message>
        <source>The limits do not apply to them for a week; pinned ones stay.</source>
        <translation>Неделю ограничения на них не действуют; закреплённые останутся насовсем.</translation>
    </message>
    <message>
        <source>Nothing exceeded the limits of the settings within the last week.</source>
        <translation>За последнюю неделю по ограничениям из настроек ничего не удалялось.</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) exceeded the limits of the settings and are out of the history.</source>
        <translation>
            <numerusform>%n запрос вышел за ограничения из настроек и убран из истории.</numerusform>
            <numerusform>%n запроса вышли за ограничения из настроек и убраны из истории.</numerusform>
            <numerusform>%n запросов вышли за ограничения из настроек и убраны из истории.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Вернуть</translation>
    </message>
</context>
<context>
    <name>RepeatController</name>
    <message>
        <source>The portal of that lookup is no longer in the settings.</source>
        <translation>Портала этого запроса в настройках больше нет.</translation>
    </message>
    <message>
        <source>Repeating stopped after {done} of {times}: {reason}</source>
        <translation>Повтор остановлен после {done} из {times}: {reason}</translation>
    </message>
    <message>
        <source>Repeating was cancelled. Nothing is recorded.</source>
        <translation>Повтор отменён. Ничего не записывается.</translation>
    </message>
    <message>
        <source>Repeating was cancelled. Results so far are in the history.</source>
        <translation>Повтор отменён. Полученные результаты — в истории.</translation>
    </message>
</context>
<context>
    <name>ReportController</name>
    <message>
        <source>Look up a badge first: the report describes what is shown.</source>
        <translation>Сначала найдите бейдж: отчёт описывает то, что показано.</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>Отчёт в буфере обмена.</translation>
    </message>
    <message>
        <source>Nothing was written: {reason}</source>
        <translation>Ничего не записано: {reason}</translation>
    </message>
    <message>
        <source>Saved in {folder}</source>
        <translation>Сохранено в {folder}</translation>
    </message>
    <message>
        <source>Nothing was copied or saved: what looks like a secret is in {file}, and its portal is no longer in the settings to compare it with.</source>
        <translation>Ничего не скопировано и не сохранено: в {file} есть что-то похожее на секрет, а портала, с которым его можно сверить, в настройках больше нет.</translation>
    </message>
    <message>
        <source>Nothing was copied or saved: the keyring does not answer, and without it the report cannot be checked for secrets.</source>
        <translation>Ничего не скопировано и не сохранено: хранилище ключей не отвечает, а без него не проверить, нет ли в отчёте секретов.</translation>
    </message>
    <message>
        <source>Nothing was copied or saved: a secret of this portal is in {file}, written in another form.</source>
        <translation>Ничего не скопировано и не сохранено: в {file} есть секрет этого портала, записанный в другом виде.</translation>
    </message>
    <message>
        <source>Nothing was copied or saved: a secret of this portal is in {file}.</source>
        <translation>Ничего не скопировано и не сохранено: в {file} есть секрет этого портала.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Портал</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>Время запроса</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>found</source>
        <translation>найден</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>отказ</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>сбой</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>Статус HTTP</translation>
    </message>
    <message>
        <source>Technical reason</source>
        <translation>Техническая причина</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Ожидалось</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Заметка</translation>
    </message>
    <message>
        <source>The result</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Against the documentation</source>
        <translation>Сверка с документацией</translation>
    </message>
    <message>
        <source>The method’s page</source>
        <translation>Страница метода</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Этап</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Длительность</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>мс</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Полное время</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Запрос</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>cut off here</source>
        <translation>здесь обрезано</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Версии</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Система</translation>
    </message>
    <message>
        <source>Badge “{code}” on {portal}</source>
        <translation>Бейдж «{code}» на портале {portal}</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Choose where to create the report’s folder</source>
        <translation>Где создать папку отчёта</translation>
    </message>
    <message>
        <source>Report for a ticket</source>
        <translation>Отчёт для заявки</translation>
    </message>
    <message>
        <source>A folder gets the text below, a picture of the result, the response and the timing. The portal’s secrets are masked, and it is checked once more for them before anything is written or copied.</source>
        <translation>В папку попадут текст ниже, снимок результата, ответ и время. Секреты портала скрыты, и перед записью или копированием отчёт проверяется на них ещё раз.</translation>
    </message>
    <message>
        <source>What did you expect?</source>
        <translation>Что вы ожидали?</translation>
    </message>
    <message>
        <source>Optional, one line: it stays with this lookup</source>
        <translation>Необязательно, одна строка: останется при этом запросе</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Простой текст</translation>
    </message>
    <message>
        <source>Mask what looks like an e-mail address</source>
        <translation>Скрыть похожее на адрес почты</translation>
    </message>
    <message>
        <source>Mask what looks like a phone number</source>
        <translation>Скрыть похожее на телефон</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Отчёт</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Save as a folder…</source>
        <translation>Сохранить папкой…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>RequestBar</name>
    <message>
        <source>Type a badge code first, for example missedCall.</source>
        <translation>Сначала введите код бейджа, например missedCall.</translation>
    </message>
    <message>
        <source>Typed in another keyboard layout?</source>
        <translation>Набрано в другой раскладке?</translation>
    </message>
    <message numerus="yes">
        <source>%n codes: look up all</source>
        <translation>
            <numerusform>%n код: найти</numerusform>
            <numerusform>%n кода: найти все</numerusform>
            <numerusform>%n кодов: найти все</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Many codes…</source>
        <translation>Много кодов…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход запроса</translation>
    </message>
</context>
<context>
    <name>RequestPage</name>
    <message>
        <source>The command will hold the secret of {host}. It leaves the clipboard after 60 seconds.</source>
        <translation>В команде будет секрет {host}. Через 60 секунд она исчезнет из буфера обмена.</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Скопировать как</translation>
    </message>
    <message>
        <source>A placeholder stands where a secret belongs.</source>
        <translation>На месте секрета стоит заглушка.</translation>
    </message>
    <message>
        <source>cURL</source>
        <translation>cURL</translation>
    </message>
    <message>
        <source>cURL for Windows cmd</source>
        <translation>cURL для cmd Windows</translation>
    </message>
    <message>
        <source>PowerShell</source>
        <translation>PowerShell</translation>
    </message>
    <message>
        <source>Python (httpx)</source>
        <translation>Python (httpx)</translation>
    </message>
    <message>
        <source>PHP (CRest)</source>
        <translation>PHP (CRest)</translation>
    </message>
    <message>
        <source>Other languages</source>
        <translation>Другие языки</translation>
    </message>
    <message>
        <source>cURL with the secret…</source>
        <translation>cURL с секретом…</translation>
    </message>
    <message>
        <source>Copy with secret</source>
        <translation>Копировать с секретом</translation>
    </message>
    <message>
        <source>Copy for Windows cmd</source>
        <translation>Копировать для cmd</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>ResultColumn</name>
    <message>
        <source>Asking {portal}…</source>
        <translation>Запрос к порталу {portal}…</translation>
    </message>
    <message>
        <source>Esc cancels.</source>
        <translation>Esc — отменить.</translation>
    </message>
    <message>
        <source>What does this badge say?</source>
        <translation>Что говорит этот бейдж?</translation>
    </message>
    <message>
        <source>Type a badge code, press Enter, and see what the portal answers, in which colour and language, and how long it took. Start with the demo portal built into this program, or connect a real one.</source>
        <translation>Введите код бейджа, нажмите Enter и увидите, что отвечает портал, каким цветом и на каком языке и сколько это заняло. Начните со встроенного демо-портала или подключите настоящий.</translation>
    </message>
    <message>
        <source>Try the demo portal</source>
        <translation>Открыть демо-портал</translation>
    </message>
    <message>
        <source>Connect a portal</source>
        <translation>Подключить портал</translation>
    </message>
    <message>
        <source>Type a badge code</source>
        <translation>Введите код бейджа</translation>
    </message>
    <message>
        <source>Press Enter to ask the portal. The response, its colours and its timing appear here.</source>
        <translation>Enter — спросить портал. Ответ, его цвета и время появятся здесь.</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} из {total}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>пауза</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>осталось {time}</translation>
    </message>
    <message>
        <source>{rate} requests a second, as the portal allows</source>
        <translation>запросов в секунду: {rate}, как позволяет портал</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход запроса</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>{count} code(s)</source>
        <translation>
            <numerusform>{count} код</numerusform>
            <numerusform>{count} кода</numerusform>
            <numerusform>{count} кодов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} found</source>
        <translation>
            <numerusform>{count} найден</numerusform>
            <numerusform>{count} найдено</numerusform>
            <numerusform>{count} найдено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} not found</source>
        <translation>
            <numerusform>{count} не найден</numerusform>
            <numerusform>{count} не найдено</numerusform>
            <numerusform>{count} не найдено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} failed</source>
        <translation>
            <numerusform>{count} с ошибкой</numerusform>
            <numerusform>{count} с ошибкой</numerusform>
            <numerusform>{count} с ошибкой</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} not answered</source>
        <translation>
            <numerusform>{count} без ответа</numerusform>
            <numerusform>{count} без ответа</numerusform>
            <numerusform>{count} без ответа</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaveController</name>
    <message>
        <source>There is no response to save.</source>
        <translation>Сохранять нечего: ответа нет.</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Текст (*.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Save response</source>
        <translation>Сохранить ответ</translation>
    </message>
    <message>
        <source>Not saved: {reason}</source>
        <translation>Не сохранено: {reason}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Сохранено: {file}</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
</context>
<context>
    <name>SecretCopyController</name>
    <message>
        <source>The command with its secret was taken off the clipboard.</source>
        <translation>Команда с секретом убрана из буфера обмена.</translation>
    </message>
    <message>
        <source>Nothing was copied: the secret of that portal is not here.</source>
        <translation>Ничего не скопировано: секрета этого портала здесь нет.</translation>
    </message>
    <message>
        <source>Copied with the secret of {portal}; it leaves the clipboard after a minute.</source>
        <translation>Скопировано с секретом портала {portal}; через минуту буфер обмена очистится.</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Hide</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
</context>
<context>
    <name>SecretPlace</name>
    <message>
        <source>Not entered yet. It will be sent to {host} only.</source>
        <translation>Ещё не введён. Отправляться будет только на {host}.</translation>
    </message>
    <message>
        <source>It expired at {moment}.</source>
        <translation>Истёк: {moment}.</translation>
    </message>
    <message>
        <source>Kept for this run only, for {host}.</source>
        <translation>Хранится только до выхода, для {host}.</translation>
    </message>
    <message>
        <source>Kept in the system keyring, for {host} only.</source>
        <translation>Хранится в системном хранилище ключей, только для {host}.</translation>
    </message>
</context>
<context>
    <name>SettingsTrouble</name>
    <message>
        <source>The settings could not be read; the old file was kept as {detail} and new settings were started.</source>
        <translation>Настройки не удалось прочитать; прежний файл сохранён как {detail}, созданы новые.</translation>
    </message>
    <message>
        <source>The settings are from a newer version ({detail}); changes last for this run only.</source>
        <translation>Настройки созданы более новой версией ({detail}); изменения действуют только до выхода.</translation>
    </message>
    <message>
        <source>A setting had a wrong value and its default is used: {detail}.</source>
        <translation>Недопустимое значение настройки заменено стандартным: {detail}.</translation>
    </message>
    <message>
        <source>The settings cannot be saved; changes last for this run only: {detail}.</source>
        <translation>Настройки не удаётся сохранить; изменения действуют только до выхода: {detail}.</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Changes are saved as you make them.</source>
        <translation>Изменения сохраняются сразу.</translation>
    </message>
    <message>
        <source>Changed: {settings}</source>
        <translation>Изменено: {settings}</translation>
    </message>
    <message>
        <source>No matching settings.</source>
        <translation>Настройки не найдены.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Portals</source>
        <translation>Порталы</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Внешний вид</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Дополнительно</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Разделы</translation>
    </message>
    <message>
        <source>Search settings…</source>
        <translation>Поиск в настройках…</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Поиск в настройках</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
</context>
<context>
    <name>ShortcutsSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Действие</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>Field</source>
        <translation>Поле</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Open in its own window</source>
        <translation>Открыть в отдельном окне</translation>
    </message>
    <message>
        <source>Look up again</source>
        <translation>Найти ещё раз</translation>
    </message>
    <message>
        <source>Compare with {portal}</source>
        <translation>Сравнить с «{portal}»</translation>
    </message>
    <message>
        <source>Fields side by side</source>
        <translation>Поля рядом</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>Open a list of codes</source>
        <translation>Открыть список кодов</translation>
    </message>
    <message>
        <source>Lists (*.csv *.tsv *.txt *.list)</source>
        <translation>Списки (*.csv *.tsv *.txt *.list)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>все</translation>
    </message>
    <message>
        <source>no. {number}</source>
        <translation>№ {number}</translation>
    </message>
    <message numerus="yes">
        <source>{count} code(s)</source>
        <translation>
            <numerusform>{count} код</numerusform>
            <numerusform>{count} кода</numerusform>
            <numerusform>{count} кодов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} duplicate(s) removed</source>
        <translation>
            <numerusform>{count} повтор убран</numerusform>
            <numerusform>{count} повтора убрано</numerusform>
            <numerusform>{count} повторов убрано</numerusform>
        </translation>
    </message>
    <message>
        <source>no codes in it</source>
        <translation>кодов в нём нет</translation>
    </message>
    <message numerus="yes">
        <source>%n too long to be a code, left out</source>
        <translation>
            <numerusform>%n слишком длинный для кода — пропущен</numerusform>
            <numerusform>%n слишком длинных для кода — пропущены</numerusform>
            <numerusform>%n слишком длинных для кода — пропущены</numerusform>
        </translation>
    </message>
    <message>
        <source>takes {time}, at the pace the portal allows</source>
        <translation>займёт {time}, так быстро позволяет портал</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Портал</translation>
    </message>
    <message>
        <source>Paste codes, one a line or a column of a table, or drop a file here</source>
        <translation>Вставьте коды, по одному в строке или столбцом таблицы, или перетащите сюда файл</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Коды</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Открыть файл…</translation>
    </message>
    <message>
        <source>Look up all</source>
        <translation>Найти все</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Разделитель</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Столбец</translation>
    </message>
    <message>
        <source>the first line is a header</source>
        <translation>первая строка — заголовок</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>авто</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>перевод строки</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>запятая</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>точка с запятой</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>табуляция</translation>
    </message>
    <message>
        <source>vertical bars</source>
        <translation>вертикальная черта</translation>
    </message>
    <message>
        <source>spaces</source>
        <translation>пробел</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>Found {code} in {time}. Title: {title}. Value: {value}. Type: {type}.</source>
        <translation>Найден {code} за {time}. Название: {title}. Значение: {value}. Тип: {type}.</translation>
    </message>
</context>
<context>
    <name>StatusController</name>
    <message>
        <source>Copied: {what}</source>
        <translation>Скопировано: {what}</translation>
    </message>
    <message>
        <source>Token in the system keyring</source>
        <translation>Токен в системном хранилище</translation>
    </message>
    <message>
        <source>Token for this run only</source>
        <translation>Токен только на этот запуск</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Select all</source>
        <translation>Выделить всё</translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message>
        <source>Copy cell</source>
        <translation>Копировать ячейку</translation>
    </message>
    <message numerus="yes">
        <source>Copy {count} row(s)</source>
        <translation>
            <numerusform>Копировать {count} строку</numerusform>
            <numerusform>Копировать {count} строки</numerusform>
            <numerusform>Копировать {count} строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Копировать строку</translation>
    </message>
    <message>
        <source>Copy selected rows as</source>
        <translation>Копировать выделенные строки как</translation>
    </message>
    <message>
        <source>Copy whole table as</source>
        <translation>Копировать всю таблицу как</translation>
    </message>
    <message>
        <source>Show only “{value}”</source>
        <translation>Показать только «{value}»</translation>
    </message>
    <message>
        <source>Table with tabs</source>
        <translation>Текст с табуляцией</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
</context>
<context>
    <name>TimeBlock</name>
    <message>
        <source>Reported by the portal</source>
        <translation>По данным портала</translation>
    </message>
    <message>
        <source>Time block</source>
        <translation>Блок time</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Portal’s zone</source>
        <translation>Часовой пояс портала</translation>
    </message>
    <message>
        <source>This computer’s zone</source>
        <translation>Часовой пояс компьютера</translation>
    </message>
    <message>
        <source>The time zone that times are shown in</source>
        <translation>Часовой пояс для моментов времени</translation>
    </message>
    <message>
        <source>Method budget</source>
        <translation>Лимит метода</translation>
    </message>
    <message>
        <source>How much of the time that the portal allows this method within ten minutes is used up.</source>
        <translation>Сколько времени, которое портал отводит этому методу на десять минут, уже израсходовано.</translation>
    </message>
    <message>
        <source>Time zone: {zone}</source>
        <translation>Часовой пояс: {zone}</translation>
    </message>
</context>
<context>
    <name>TimeFields</name>
    <message>
        <source>not sent</source>
        <translation>не прислано</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>{name}: {value}, {reading}</source>
        <translation>{name}: {value}, {reading}</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>не число</translation>
    </message>
    <message>
        <source>not a date and time</source>
        <translation>не дата и время</translation>
    </message>
    <message>
        <source>no time zone</source>
        <translation>нет часового пояса</translation>
    </message>
    <message>
        <source>number too large</source>
        <translation>слишком большое число</translation>
    </message>
    <message>
        <source>outside the calendar</source>
        <translation>вне календаря</translation>
    </message>
    <message>
        <source>below zero: {span}</source>
        <translation>меньше нуля: {span}</translation>
    </message>
    <message>
        <source>How long the portal worked on the request, in seconds: finish − start.</source>
        <translation>Сколько портал работал над запросом, в секундах: finish − start.</translation>
    </message>
    <message>
        <source>How much of duration the method itself took, in seconds.</source>
        <translation>Сколько из duration занял сам метод, в секундах.</translation>
    </message>
    <message>
        <source>When the request reached the portal, in seconds since 1970 (UTC).</source>
        <translation>Когда запрос дошёл до портала, в секундах с 1970 года (UTC).</translation>
    </message>
    <message>
        <source>When the portal had the response, in seconds since 1970 (UTC).</source>
        <translation>Когда у портала был ответ, в секундах с 1970 года (UTC).</translation>
    </message>
    <message>
        <source>start as a date in the portal’s own time zone, in whole seconds.</source>
        <translation>start как дата в часовом поясе портала, до секунды.</translation>
    </message>
    <message>
        <source>finish as a date in the portal’s own time zone, in whole seconds.</source>
        <translation>finish как дата в часовом поясе портала, до секунды.</translation>
    </message>
    <message>
        <source>Seconds this method has run for this webhook or application within the last ten minutes, of those that the portal allows it; behind them what this call added. Calls of up to 0.1 s are not counted.</source>
        <translation>Сколько секунд метод работал для этого вебхука или приложения за последние десять минут — из отведённых порталом; за ними — сколько добавил этот вызов. Вызовы до 0,1 с не учитываются.</translation>
    </message>
    <message>
        <source>+{cost}</source>
        <translation>+{cost}</translation>
    </message>
    <message>
        <source>When the oldest minute of operating expires, in seconds since 1970 (UTC).</source>
        <translation>Когда истечёт самая старая минута operating, в секундах с 1970 года (UTC).</translation>
    </message>
    <message>
        <source>The method’s description does not mention this field.</source>
        <translation>В описании метода этого поля нет.</translation>
    </message>
    <message>
        <source>oldest minute has expired</source>
        <translation>самая старая минута истекла</translation>
    </message>
    <message>
        <source>oldest minute expires in {left}</source>
        <translation>самая старая минута истечёт через {left}</translation>
    </message>
    <message>
        <source>{used}, not limited</source>
        <translation>{used}, не ограничено</translation>
    </message>
    <message>
        <source>{used} of {limit}</source>
        <translation>{used} из {limit}</translation>
    </message>
    <message>
        <source>rounded</source>
        <translation>округлено</translation>
    </message>
    <message>
        <source>{span} · {share} %</source>
        <translation>{span} · {share} %</translation>
    </message>
    <message>
        <source>{moment} at the portal</source>
        <translation>{moment} на портале</translation>
    </message>
    <message>
        <source>{moment} on this computer</source>
        <translation>{moment} на этом компьютере</translation>
    </message>
</context>
<context>
    <name>TimingBody</name>
    <message>
        <source>Waterfall</source>
        <translation>Диаграмма фаз</translation>
    </message>
    <message>
        <source>The portal sent no time block.</source>
        <translation>Портал не прислал блок time.</translation>
    </message>
    <message>
        <source>This response has no time block.</source>
        <translation>В этом ответе нет блока time.</translation>
    </message>
    <message>
        <source>The portal sends no time block with this error.</source>
        <translation>С этой ошибкой портал не присылает блок time.</translation>
    </message>
</context>
<context>
    <name>TimingCard</name>
    <message>
        <source>Timing</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>until it failed</source>
        <translation>до сбоя</translation>
    </message>
    <message>
        <source>round trip, connection reused</source>
        <translation>всего, соединение повторно использовано</translation>
    </message>
    <message>
        <source>round trip, connection new</source>
        <translation>всего, соединение новое</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>всего</translation>
    </message>
</context>
<context>
    <name>TransferBar</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход запроса</translation>
    </message>
</context>
<context>
    <name>TransferController</name>
    <message>
        <source>Exporting…</source>
        <translation>Экспортируем…</translation>
    </message>
    <message>
        <source>Import into the history</source>
        <translation>Импорт в историю</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>JSON Lines and HAR (*.jsonl *.har)</source>
        <translation>JSON Lines и HAR (*.jsonl *.har)</translation>
    </message>
    <message>
        <source>HAR files (*.har *.json)</source>
        <translation>HAR-файлы (*.har *.json)</translation>
    </message>
    <message>
        <source>Open a HAR file</source>
        <translation>Открыть HAR-файл</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Импортируем…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Чтение…</translation>
    </message>
    <message>
        <source>The clipboard contains no HAR file.</source>
        <translation>В буфере обмена нет HAR-файла.</translation>
    </message>
    <message>
        <source>There is no lookup to save yet.</source>
        <translation>Пока нет запроса, который можно сохранить.</translation>
    </message>
    <message>
        <source>HAR files (*.har)</source>
        <translation>HAR-файлы (*.har)</translation>
    </message>
    <message>
        <source>Save a case file</source>
        <translation>Сохранить файл заявки</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Сохранение…</translation>
    </message>
    <message>
        <source>An export or import is still under way.</source>
        <translation>Экспорт или импорт ещё идёт.</translation>
    </message>
    <message>
        <source>Exporting: {done} of {total}</source>
        <translation>Экспорт: {done} из {total}</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>Не удалось записать {file}: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s) written to {file}.</source>
        <translation>
            <numerusform>%n запрос записан в {file}.</numerusform>
            <numerusform>%n запроса записаны в {file}.</numerusform>
            <numerusform>%n запросов записаны в {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}</source>
        <translation>Не удалось прочитать {file}: {reason}</translation>
    </message>
    <message>
        <source>Not imported, the history cannot be written: {why}.</source>
        <translation>Не импортировано, в историю не удаётся писать: {why}.</translation>
    </message>
    <message>
        <source>Line {number}: {reason}</source>
        <translation>Строка {number}: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… и ещё %n</numerusform>
            <numerusform>… и ещё %n</numerusform>
            <numerusform>… и ещё %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new lookup(s)</source>
        <translation>
            <numerusform>%n новый запрос</numerusform>
            <numerusform>%n новых запроса</numerusform>
            <numerusform>%n новых запросов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n there already, skipped</source>
        <translation>
            <numerusform>%n уже был, пропущен</numerusform>
            <numerusform>%n уже были, пропущены</numerusform>
            <numerusform>%n уже было, пропущены</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken line(s), skipped</source>
        <translation>
            <numerusform>%n испорченная строка, пропущена</numerusform>
            <numerusform>%n испорченные строки, пропущены</numerusform>
            <numerusform>%n испорченных строк, пропущены</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing: {share} %</source>
        <translation>Импорт: {share} %</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>Экспорт отменён; файл не записан.</translation>
    </message>
    <message>
        <source>The import was cancelled. Lookups imported so far are kept.</source>
        <translation>Импорт отменён. Уже импортированные запросы сохранены.</translation>
    </message>
    <message>
        <source>Badge lookups</source>
        <translation>Запросы бейджей</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Портал</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>Время запроса</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Полное время</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Ожидалось</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Заметка</translation>
    </message>
    <message>
        <source>Response as sent</source>
        <translation>Ответ без изменений</translation>
    </message>
    <message>
        <source>cut off here</source>
        <translation>здесь обрезано</translation>
    </message>
</context>
<context>
    <name>TreePage</name>
    <message>
        <source>Searching… Esc stops</source>
        <translation>Поиск… Esc — остановить</translation>
    </message>
    <message>
        <source>Opening… Esc stops</source>
        <translation>Раскрываем… Esc — остановить</translation>
    </message>
    <message>
        <source>Opened {count} rows; the rest stays closed.</source>
        <translation>Раскрыто строк: {count}; остальное свёрнуто.</translation>
    </message>
    <message>
        <source>Nothing in this response matches the filter. Esc clears it.</source>
        <translation>Под фильтр в этом ответе ничего не подходит. Esc сбросит его.</translation>
    </message>
    <message>
        <source>More than {count} found; the first of them are shown.</source>
        <translation>Найдено больше {count}; показаны первые.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) found</source>
        <translation>
            <numerusform>Найдено %n значение</numerusform>
            <numerusform>Найдено %n значения</numerusform>
            <numerusform>Найдено %n значений</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не найдено</translation>
    </message>
    <message>
        <source>Filter by text, or by path: $.result</source>
        <translation>Фильтр: текст или путь $.result</translation>
    </message>
    <message>
        <source>Filter the tree</source>
        <translation>Фильтр дерева</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>Раскрыть всё</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Свернуть всё</translation>
    </message>
</context>
<context>
    <name>TreeView</name>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>JSON path</source>
        <translation>Путь JSON</translation>
    </message>
    <message>
        <source>Response as a tree</source>
        <translation>Ответ деревом</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Копировать значение</translation>
    </message>
    <message>
        <source>Copy JSON path</source>
        <translation>Копировать путь JSON</translation>
    </message>
    <message>
        <source>Expand all below</source>
        <translation>Раскрыть всё внутри</translation>
    </message>
</context>
<context>
    <name>Trend</name>
    <message>
        <source>{moment}: failed after {time}</source>
        <translation>{moment}: сбой через {time}</translation>
    </message>
    <message>
        <source>{moment}: {time}</source>
        <translation>{moment}: {time}</translation>
    </message>
    <message>
        <source>duration {time}</source>
        <translation>duration {time}</translation>
    </message>
    <message>
        <source>processing {time}</source>
        <translation>processing {time}</translation>
    </message>
</context>
<context>
    <name>TrendCard</name>
    <message numerus="yes">
        <source>Last %n lookup(s) of this code</source>
        <translation>
            <numerusform>Последний %n запрос этого кода</numerusform>
            <numerusform>Последние %n запроса этого кода</numerusform>
            <numerusform>Последние %n запросов этого кода</numerusform>
        </translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Тренд</translation>
    </message>
    <message>
        <source>The first lookup of this code</source>
        <translation>Первый запрос этого кода</translation>
    </message>
    <message>
        <source>median {median} · 95 % {p95}</source>
        <translation>медиана {median} · 95 % {p95}</translation>
    </message>
</context>
<context>
    <name>TrendLegend</name>
    <message>
        <source>total</source>
        <translation>всего</translation>
    </message>
    <message>
        <source>on the portal</source>
        <translation>на портале</translation>
    </message>
    <message>
        <source>processing</source>
        <translation>обработка</translation>
    </message>
    <message>
        <source>median</source>
        <translation>медиана</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>сбой</translation>
    </message>
</context>
<context>
    <name>TrendParts</name>
    <message>
        <source>Last lookups</source>
        <translation>Последние запросы</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Look the same code up again, several times, at the pace the portal allows</source>
        <translation>Найти тот же код ещё несколько раз, в темпе, который допускает портал</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Сколько раз</translation>
    </message>
    <message>
        <source>times</source>
        <translation>раз</translation>
    </message>
    <message>
        <source>Repeating</source>
        <translation>Повторяем</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Stop repeating</source>
        <translation>Перестать повторять</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} из {total}</translation>
    </message>
    <message>
        <source>{code}: {done} of {total}</source>
        <translation>{code}: {done} из {total}</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>Safe mode: default settings, nothing is recorded; yours stay as they are.</source>
        <translation>Безопасный режим: всё по умолчанию, ничего не записывается; ваши настройки не тронуты.</translation>
    </message>
    <message>
        <source>Another window with these settings does not respond.</source>
        <translation>Другое окно с этими настройками не отвечает.</translation>
    </message>
    <message>
        <source>Icons and translations are missing: English only.</source>
        <translation>Нет значков и переводов: только английский.</translation>
    </message>
    <message>
        <source>No font on this computer has Cyrillic letters.</source>
        <translation>Ни в одном шрифте этого компьютера нет кириллицы.</translation>
    </message>
    <message>
        <source>The translation is missing: English only.</source>
        <translation>Перевода нет: только английский.</translation>
    </message>
</context>
<context>
    <name>Validation</name>
    <message>
        <source>This looks like a secret. Paste it above; a name is for people.</source>
        <translation>Похоже на секрет. Вставьте его выше; имя — для людей.</translation>
    </message>
    <message>
        <source>A portal needs a name.</source>
        <translation>Порталу нужно имя.</translation>
    </message>
    <message>
        <source>There is a secret in it: paste it above. Notes are kept in a file.</source>
        <translation>В заметке секрет: вставьте его выше. Заметки хранятся в файле.</translation>
    </message>
    <message>
        <source>A language is two letters, such as de. Leave it empty for your own.</source>
        <translation>Язык — две буквы, например de. Пусто — ваш язык.</translation>
    </message>
</context>
<context>
    <name>WatchController</name>
    <message>
        <source>{code} on {portal} changed</source>
        <translation>{code} на портале {portal}: результат изменился</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>found</source>
        <translation>найден</translation>
    </message>
    <message numerus="yes">
        <source>Watching {code} on {portal}, every %n minute(s)</source>
        <translation>
            <numerusform>Слежение за {code} на портале {portal}, каждую %n минуту</numerusform>
            <numerusform>Слежение за {code} на портале {portal}, каждые %n минуты</numerusform>
            <numerusform>Слежение за {code} на портале {portal}, каждые %n минут</numerusform>
        </translation>
    </message>
    <message>
        <source>changed at {time}</source>
        <translation>изменилось в {time}</translation>
    </message>
    <message>
        <source>next at {time}</source>
        <translation>следующий запрос в {time}</translation>
    </message>
</context>
<context>
    <name>WatchDialog</name>
    <message>
        <source>Watch a badge</source>
        <translation>Следить за бейджем</translation>
    </message>
    <message>
        <source>Badge code</source>
        <translation>Код бейджа</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Портал</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Каждые</translation>
    </message>
    <message>
        <source> min</source>
        <translation> мин</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Следить</translation>
    </message>
    <message>
        <source>The lookup is repeated while Badge Inspector runs, and the desktop tells you when its outcome changes.</source>
        <translation>Пока Badge Inspector работает, запрос повторяется; когда результат изменится, придёт уведомление.</translation>
    </message>
    <message>
        <source>Every lookup is kept in the history.</source>
        <translation>Каждый запрос остаётся в истории.</translation>
    </message>
    <message>
        <source>Private mode: nothing is recorded.</source>
        <translation>Приватный режим: ничего не записывается.</translation>
    </message>
</context>
<context>
    <name>WatchLine</name>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Прекратить слежение</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>Blocked</source>
        <translation>Ожидание в браузере</translation>
    </message>
    <message>
        <source>How long the browser held the request back before it sent anything.</source>
        <translation>Сколько браузер удерживал запрос, прежде чем начал отправку.</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Finding the portal’s address.</source>
        <translation>Определение адреса портала.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>TCP-соединение</translation>
    </message>
    <message>
        <source>Opening a connection to the portal.</source>
        <translation>Установка соединения с порталом.</translation>
    </message>
    <message>
        <source>Own pacing</source>
        <translation>Своя пауза</translation>
    </message>
    <message>
        <source>DNS + connect</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправка</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ожидание</translation>
    </message>
    <message>
        <source>network</source>
        <translation>сеть</translation>
    </message>
    <message>
        <source>portal</source>
        <translation>портал</translation>
    </message>
    <message>
        <source>server setup</source>
        <translation>подготовка</translation>
    </message>
    <message>
        <source>processing</source>
        <translation>обработка</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Загрузка</translation>
    </message>
    <message>
        <source>How long this program held the request back so as not to exceed the portal’s limit. Not part of the round trip.</source>
        <translation>Сколько программа придерживала запрос, чтобы не превысить лимит портала. В полное время не входит.</translation>
    </message>
    <message>
        <source>Finding the portal’s address and opening a connection to it.</source>
        <translation>Поиск адреса портала и открытие соединения.</translation>
    </message>
    <message>
        <source>Agreeing on encryption and checking the portal’s certificate.</source>
        <translation>Согласование шифрования и проверка сертификата портала.</translation>
    </message>
    <message>
        <source>Sending the request.</source>
        <translation>Отправка запроса.</translation>
    </message>
    <message>
        <source>From the last byte sent to the first byte received: the network both ways and the portal’s work.</source>
        <translation>От последнего отправленного байта до первого полученного: сеть в обе стороны и работа портала.</translation>
    </message>
    <message>
        <source>The waiting less the portal’s duration: the way there and back, and queues before the portal’s clock starts.</source>
        <translation>Ожидание минус duration портала: путь туда и обратно и очереди до запуска часов портала.</translation>
    </message>
    <message>
        <source>The portal’s own duration.</source>
        <translation>Собственная duration портала.</translation>
    </message>
    <message>
        <source>The portal’s duration less processing: authorisation, routing and loading on the portal.</source>
        <translation>duration портала минус processing: авторизация, маршрутизация и загрузка на портале.</translation>
    </message>
    <message>
        <source>The method itself, as the portal reports it.</source>
        <translation>Сам метод, как сообщает портал.</translation>
    </message>
    <message>
        <source>From the first byte of the response to the last.</source>
        <translation>От первого байта ответа до последнего.</translation>
    </message>
    <message>
        <source>0 to {most}</source>
        <translation>от 0 до {most}</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <translation>от {least} до {most}</translation>
    </message>
    <message>
        <source>Here the exchange broke off.</source>
        <translation>Здесь обмен прервался.</translation>
    </message>
    <message>
        <source>Its length is known, its place within the waiting is not.</source>
        <translation>Длина известна, место внутри ожидания — нет.</translation>
    </message>
    <message>
        <source>before the exchange</source>
        <translation>до обмена</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>не помещается</translation>
    </message>
    <message>
        <source>{name}, within the waiting: {figure}</source>
        <translation>{name}, внутри ожидания: {figure}</translation>
    </message>
    <message>
        <source>{name}: {figure}</source>
        <translation>{name}: {figure}</translation>
    </message>
</context>
<context>
    <name>WhyHidden</name>
    <message>
        <source>Why don’t I see my badge?</source>
        <translation>Почему не видно бейджа?</translation>
    </message>
    <message>
        <source>Certain: documented in the overview of badges.</source>
        <translation>Точно: описано в документации, обзор бейджей.</translation>
    </message>
    <message>
        <source>Certain for the build that was read: the server’s code, {file}.</source>
        <translation>Точно для прочитанной сборки: код сервера, {file}.</translation>
    </message>
    <message>
        <source>The badge hangs on an activity, not on the deal: does one of the deal’s activities have it?</source>
        <translation>Бейдж привязан к делу (активности), а не к сделке: есть ли он у одного из дел этой сделки?</translation>
    </message>
    <message>
        <source>A completed activity shows no badge. Is the activity still open?</source>
        <translation>У завершённого дела бейджа нет. Дело ещё открыто?</translation>
    </message>
    <message>
        <source>The newest badge of all the record’s activities is shown: a newer one covers it, be it of REST or of the 14 built-in kinds (calls, mail, SMS, booking and others).</source>
        <translation>Виден самый новый бейдж из всех дел элемента: более новый его закрывает, будь он из REST или из 14 встроенных видов (звонки, почта, SMS, бронирование и другие).</translation>
    </message>
    <message>
        <source>Certain: documented; the built-in kinds are in the server’s code, {file}.</source>
        <translation>Точно: описано в документации; встроенные виды — в коде сервера, {file}.</translation>
    </message>
    <message>
        <source>Entries older than 30 days are cleaned away (60 or 90 where set), though the activity is open.</source>
        <translation>Записи старше 30 дней удаляются (60 или 90, если так настроено), даже если дело открыто.</translation>
    </message>
    <message>
        <source>Likely: the server’s code, {file}; that it runs on every portal is inferred.</source>
        <translation>Вероятно: код сервера, {file}; что это работает на каждом портале — вывод, не факт.</translation>
    </message>
    <message>
        <source>A code that is no longer registered is not drawn. “{code}” was, at the time of this response.</source>
        <translation>Бейдж с незарегистрированным кодом не рисуется. «{code}» на момент этого ответа был зарегистрирован.</translation>
    </message>
    <message>
        <source>The activity’s badgeCode must equal “{code}” to the letter: spaces, alphabet and letter case included.</source>
        <translation>badgeCode дела должен посимвольно совпадать с «{code}»: вместе с пробелами, алфавитом и регистром.</translation>
    </message>
    <message>
        <source>Spaces and alphabet: certain. Letter case: not known; the server compares in two ways.</source>
        <translation>Пробелы и алфавит — точно. Регистр — неизвестно: сервер сравнивает его двумя способами.</translation>
    </message>
    <message>
        <source>Records in the recycle bin show no badges.</source>
        <translation>У элементов в корзине бейджей не видно.</translation>
    </message>
    <message>
        <source>The viewer’s language decides the text: look at the preview in that person’s language.</source>
        <translation>Текст зависит от языка того, кто смотрит: проверьте предпросмотр на языке этого человека.</translation>
    </message>
</context>
<context>
    <name>ZoomController</name>
    <message>
        <source>Zoom {percent} %</source>
        <translation>Масштаб {percent} %</translation>
    </message>
</context>
<context>
    <name>_Details</name>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
</context>
<context>
    <name>_Entry</name>
    <message>
        <source>Status, fields, types and values are as documented.</source>
        <translation>Статус, поля, типы и значения — как на странице.</translation>
    </message>
</context>
</TS>
