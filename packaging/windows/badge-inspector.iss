; Inno Setup 6: one file that installs for whoever starts it, without administrator's rights.
; `python packaging/build_packages.py` on Windows builds the bundle and calls the compiler with what is not defined here.

#if !Defined(Version) || !Defined(AppId) || !Defined(Title) || !Defined(Makers)
  #error Call it by packaging/build_packages.py
#endif

[Setup]
AppId={#AppId}
AppName={#Title}
AppVersion={#Version}
AppPublisher={#Makers}
VersionInfoVersion={#Version}
PrivilegesRequired=lowest
; what {autopf} is without administrator's rights, by a constant that Wine knows as well
DefaultDirName={localappdata}\Programs\{#Title}
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Qt 6.11 runs on Windows 10 from version 1809
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\bundle\badge_inspector\icons\badge_inspector.ico
UninstallDisplayIcon={app}\badge-inspector.exe
OutputDir=..\..\dist
OutputBaseFilename=badge-inspector-{#Version}-windows-x86_64
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; of an older version, whose libraries may have had other names
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\badge-inspector\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Title}"; Filename: "{app}\badge-inspector.exe"
Name: "{autodesktop}\{#Title}"; Filename: "{app}\badge-inspector.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\badge-inspector.exe"; Description: "{cm:LaunchProgram,{#Title}}"; Flags: nowait postinstall skipifsilent
