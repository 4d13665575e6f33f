PRAGMA application_id = 1097756276;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE act (
    id TEXT NOT NULL PRIMARY KEY,
    label TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'edit' CHECK (kind IN ('start', 'edit', 'undo', 'redo')),
    of_act TEXT REFERENCES act (id),
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
    who TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL DEFAULT '',
    clock INTEGER NOT NULL,
    edits INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "act" VALUES('9748582e-fccc-4334-939d-62bc46bb2009','New project','start',NULL,'done','Tester','2026-11-21T21:47:43Z',117656627662946305,2);
INSERT INTO "act" VALUES('f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','Add source','edit',NULL,'done','Tester','2026-11-21T21:47:43Z',117656627666944007,8);
INSERT INTO "act" VALUES('7075ec68-fb14-4a7e-996a-cba2a362442e','Fill','edit',NULL,'done','Tester','2026-11-21T21:47:43Z',117656627667599415,56);
INSERT INTO "act" VALUES('67818ebb-7c59-4e6c-a5ad-c354f4ea6c94','Recolour','edit',NULL,'done','Tester','2026-11-21T21:47:43Z',117656627667861504,1);
CREATE TABLE agent (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL DEFAULT '',
    given TEXT NOT NULL DEFAULT '',
    literal TEXT NOT NULL DEFAULT '',
    orcid TEXT NOT NULL DEFAULT '',
    non_dropping_particle TEXT NOT NULL DEFAULT '',
    dropping_particle TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "agent" VALUES('19029414-c91c-5ada-9336-9d39d9851e1d','Author','Ada','','','','','',0);
INSERT INTO "agent" VALUES('b0cc3589-1d9c-5125-8ba0-db601c4ecd6d','Author','Ada','','','','','',0);
CREATE TABLE annotation (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    motivation TEXT NOT NULL DEFAULT 'highlighting',
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    fragment TEXT NOT NULL DEFAULT '',
    paragraph INTEGER NOT NULL DEFAULT 0,
    page_label TEXT NOT NULL DEFAULT '',
    locator_label TEXT NOT NULL DEFAULT '',
    locator_value TEXT NOT NULL DEFAULT '',
    parts TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL DEFAULT 'exact' CHECK (state IN ('exact', 'moved', 'fuzzy', 'orphan')),
    score REAL,
    proposal TEXT NOT NULL DEFAULT 'null',
    style TEXT NOT NULL DEFAULT 'highlight'
        CHECK (style IN ('highlight', 'underline', 'area', 'note', 'bookmark')),
    colour TEXT NOT NULL DEFAULT 'yellow',
    note TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "annotation" VALUES('d01b9f27-f90a-4465-b45f-8c6edbea1f6d','d-s1','highlighting',58,68,'referendum','ds it. 😀 Հայաստան said so.

The ',' is in 2026.
','',2,'','','','[]','exact',NULL,'null','highlight','red','','Tester','2026-11-21T21:47:43Z','2026-11-21T21:47:43Z',0);
INSERT INTO "annotation" VALUES('79bb3d4e-7253-4e39-bffa-49a6c9eec7ce','d-s2','highlighting',15,29,'may come later','The referendum ','.','',2,'','','','[]','exact',NULL,'null','highlight','yellow','','Tester','2026-11-21T21:47:43Z','2026-11-21T21:47:43Z',0);
CREATE TABLE cell (
    in_table TEXT NOT NULL,
    row_id TEXT NOT NULL,
    field_group TEXT NOT NULL,
    session TEXT NOT NULL,
    seq INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (in_table, row_id, field_group, session, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO "cell" VALUES('agent','19029414-c91c-5ada-9336-9d39d9851e1d','made','7932655179033c0f',4,'2afb9b83f9314e5d029766197f539792');
INSERT INTO "cell" VALUES('agent','19029414-c91c-5ada-9336-9d39d9851e1d','name','7932655179033c0f',5,'7a03e4ebd6c8d35b9d2a5044bb84f119');
INSERT INTO "cell" VALUES('agent','b0cc3589-1d9c-5125-8ba0-db601c4ecd6d','made','7932655179033c0f',12,'2afb9b83f9314e5d029766197f539792');
INSERT INTO "cell" VALUES('agent','b0cc3589-1d9c-5125-8ba0-db601c4ecd6d','name','7932655179033c0f',13,'7a03e4ebd6c8d35b9d2a5044bb84f119');
INSERT INTO "cell" VALUES('annotation','79bb3d4e-7253-4e39-bffa-49a6c9eec7ce','anchor','7932655179033c0f',46,'99320b5202f2a5502f054d0c6ebecfbc');
INSERT INTO "cell" VALUES('annotation','79bb3d4e-7253-4e39-bffa-49a6c9eec7ce','made','7932655179033c0f',45,'55f9754011271a2abb14f188c88b83af');
INSERT INTO "cell" VALUES('annotation','d01b9f27-f90a-4465-b45f-8c6edbea1f6d','anchor','7932655179033c0f',44,'a933b584e10f1ecde774599537558cad');
INSERT INTO "cell" VALUES('annotation','d01b9f27-f90a-4465-b45f-8c6edbea1f6d','colour','7932655179033c0f',65,'61f32437a3a0e40e1d16a88b5c354b18');
INSERT INTO "cell" VALUES('annotation','d01b9f27-f90a-4465-b45f-8c6edbea1f6d','made','7932655179033c0f',43,'55f9754011271a2abb14f188c88b83af');
INSERT INTO "cell" VALUES('claim','c1','key','7932655179033c0f',48,'a91eccb56d78bae63eef6f7617e2831a');
INSERT INTO "cell" VALUES('claim','c1','made','7932655179033c0f',47,'2a91900326e8e44b9cbfe8a267c1dd92');
INSERT INTO "cell" VALUES('claim','c1','text','7932655179033c0f',49,'efd890c39b2c741d695ad329699deed4');
INSERT INTO "cell" VALUES('claim','c2','key','7932655179033c0f',51,'5121a824d445edc8a1a63327cb8cc352');
INSERT INTO "cell" VALUES('claim','c2','made','7932655179033c0f',50,'2a91900326e8e44b9cbfe8a267c1dd92');
INSERT INTO "cell" VALUES('claim','c2','text','7932655179033c0f',52,'31eaf9a9f5f8943b5f69f232aaf3038a');
INSERT INTO "cell" VALUES('claim_relation','61c9d9a1-183f-529c-bd19-67d3a776ab5e','made','7932655179033c0f',53,'0dd55e63eeb81ca1b1b01b2b38060511');
INSERT INTO "cell" VALUES('document','d-i1','made','7932655179033c0f',22,'d471b926cb619279e3ee5331f7d76e66');
INSERT INTO "cell" VALUES('document','d-s1','made','7932655179033c0f',7,'ff804b809902fcc0ad15ffc202f5ad7c');
INSERT INTO "cell" VALUES('document','d-s1','source','7932655179033c0f',8,'c1dd04de5ea5f12fda1dd1f14d4fc343');
INSERT INTO "cell" VALUES('document','d-s2','made','7932655179033c0f',15,'c45bd12a965de86d36baa5d526c57ddd');
INSERT INTO "cell" VALUES('document','d-s2','source','7932655179033c0f',16,'fddc58b905dc728654260142cfb3b85d');
INSERT INTO "cell" VALUES('evidence','688a6892-f691-5476-9d6f-04a7df93a29e','made','7932655179033c0f',54,'e1e782aa990c75696f1a23dd62f989f4');
INSERT INTO "cell" VALUES('evidence','688a6892-f691-5476-9d6f-04a7df93a29e','stance','7932655179033c0f',55,'d166969b7e425a69e74cfd4c912ddc7b');
INSERT INTO "cell" VALUES('evidence','b41de7ba-18ae-54d9-a5fc-6118ec68a92e','made','7932655179033c0f',56,'7c3492acf11d99a8c8768e2481be2084');
INSERT INTO "cell" VALUES('evidence','b41de7ba-18ae-54d9-a5fc-6118ec68a92e','stance','7932655179033c0f',57,'c96ad54b88a33faaf1b1bc1d564e31e5');
INSERT INTO "cell" VALUES('evidence','b41de7ba-18ae-54d9-a5fc-6118ec68a92e','voice','7932655179033c0f',58,'8e75b657323979ba3adaacbe8083c558');
INSERT INTO "cell" VALUES('instrument','i1','kind','7932655179033c0f',20,'949f6599603d13af670f9588fb3f8bde');
INSERT INTO "cell" VALUES('instrument','i1','made','7932655179033c0f',17,'73af6c8040bd3cef657e483fa5a8f403');
INSERT INTO "cell" VALUES('instrument','i1','short','7932655179033c0f',19,'0587750543492d0d984c3962eefb67bd');
INSERT INTO "cell" VALUES('instrument','i1','title','7932655179033c0f',18,'ed21d9a77e1adb85701ef665ac46e6de');
INSERT INTO "cell" VALUES('instrument_alias','94e468eb-7a12-534c-9d96-4ec1c4238693','made','7932655179033c0f',21,'d3f9bc8ff006877d5fb2ffa944a09221');
INSERT INTO "cell" VALUES('instrument_version','d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','label','7932655179033c0f',24,'d2065d1d8eb56188dcc4e105c16d5958');
INSERT INTO "cell" VALUES('instrument_version','d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','made','7932655179033c0f',23,'7f34b196daf8505007b6cf8b84edfc89');
INSERT INTO "cell" VALUES('mention','38c1444c-3034-5711-961b-88a5b4b5f3ec','fidelity','7932655179033c0f',61,'3c90c8fae0c23e122a34683c78d30772');
INSERT INTO "cell" VALUES('mention','38c1444c-3034-5711-961b-88a5b4b5f3ec','form','7932655179033c0f',60,'850a4d86bdb825a34a51460ebcc8b7ac');
INSERT INTO "cell" VALUES('mention','38c1444c-3034-5711-961b-88a5b4b5f3ec','made','7932655179033c0f',59,'9ccd18ad24893466cc1a570d7ca5a3a0');
INSERT INTO "cell" VALUES('project','cea50511-c43b-4146-901f-312e103641eb','made','2ddee258457ec6ee',1,'73af6c8040bd3cef657e483fa5a8f403');
INSERT INTO "cell" VALUES('project','cea50511-c43b-4146-901f-312e103641eb','title','2ddee258457ec6ee',2,'1b45e2fb097384c8d1622037d62b1e30');
INSERT INTO "cell" VALUES('provision','1d72fd76-6bc5-5445-a84a-d9f68de18fa4','made','7932655179033c0f',38,'a3a47785aff4b3a48d77473f51339d29');
INSERT INTO "cell" VALUES('provision','1d72fd76-6bc5-5445-a84a-d9f68de18fa4','num','7932655179033c0f',39,'16338c7b4f8b6b3162c94d3d8ee5a3ab');
INSERT INTO "cell" VALUES('provision','1d72fd76-6bc5-5445-a84a-d9f68de18fa4','place','7932655179033c0f',40,'1dc587342d13e625c9371967cd2c8201');
INSERT INTO "cell" VALUES('provision','481fd3d0-129e-5a8a-8bd4-0eca86fba933','made','7932655179033c0f',33,'9baedc829951555b227ac14c487871e7');
INSERT INTO "cell" VALUES('provision','481fd3d0-129e-5a8a-8bd4-0eca86fba933','num','7932655179033c0f',34,'7baccfbe702799fd9a72317e17162e4f');
INSERT INTO "cell" VALUES('provision','481fd3d0-129e-5a8a-8bd4-0eca86fba933','place','7932655179033c0f',35,'6c55412192efab8b0f605a19f0688fc3');
INSERT INTO "cell" VALUES('provision','ea9f6b68-1794-5cfb-9a64-ecbc694fde2d','made','7932655179033c0f',25,'e3a9f4b9de9142541d1e5245b49ad581');
INSERT INTO "cell" VALUES('provision','eaa72c26-4566-55e2-92f5-d5423362b261','made','7932655179033c0f',28,'302e3705a9bbd66412f97f92d125983d');
INSERT INTO "cell" VALUES('provision','eaa72c26-4566-55e2-92f5-d5423362b261','num','7932655179033c0f',29,'0a2cb9d1ebfecbcea62ae053555b0679');
INSERT INTO "cell" VALUES('provision','eaa72c26-4566-55e2-92f5-d5423362b261','place','7932655179033c0f',30,'dc27f166161ad234c5dd27eceb8aa512');
INSERT INTO "cell" VALUES('provision_text','28c3b0a1-7b1f-5252-b874-e64207405d9c','made','7932655179033c0f',26,'8f0ec8b95530cf3caaa7f44016a0e53a');
INSERT INTO "cell" VALUES('provision_text','28c3b0a1-7b1f-5252-b874-e64207405d9c','text','7932655179033c0f',27,'b2d6b7997f5fb4ccec62ae54bdaa877e');
INSERT INTO "cell" VALUES('provision_text','6cab63f3-d925-5fc5-b35b-2f163b80212b','made','7932655179033c0f',36,'c3a7600ea15de38ef44ab2ecb933246c');
INSERT INTO "cell" VALUES('provision_text','6cab63f3-d925-5fc5-b35b-2f163b80212b','text','7932655179033c0f',37,'ea977ff6193d24ecd03fd039813edfb5');
INSERT INTO "cell" VALUES('provision_text','6ec93c6a-db37-5eca-ad4a-0a8875457710','made','7932655179033c0f',41,'c4c40702c310051a23ccd5a3a04bc95c');
INSERT INTO "cell" VALUES('provision_text','6ec93c6a-db37-5eca-ad4a-0a8875457710','text','7932655179033c0f',42,'6ef8572fd7dbf731b30a534b546614d7');
INSERT INTO "cell" VALUES('provision_text','9c072f18-1733-59f1-a7ef-16fe0e122833','made','7932655179033c0f',31,'3cbc67204383cbf8c74210a6b6d48984');
INSERT INTO "cell" VALUES('provision_text','9c072f18-1733-59f1-a7ef-16fe0e122833','text','7932655179033c0f',32,'6d63ffbc09be5bc0505dd78927f71e45');
INSERT INTO "cell" VALUES('source','s1','guessed','7932655179033c0f',3,'a177bb40bb2d3c1ee549ce548a70a9f6');
INSERT INTO "cell" VALUES('source','s1','made','7932655179033c0f',1,'73af6c8040bd3cef657e483fa5a8f403');
INSERT INTO "cell" VALUES('source','s1','title','7932655179033c0f',2,'a02aa7046868ab02e05e177572efd3c0');
INSERT INTO "cell" VALUES('source','s2','guessed','7932655179033c0f',11,'a177bb40bb2d3c1ee549ce548a70a9f6');
INSERT INTO "cell" VALUES('source','s2','made','7932655179033c0f',9,'73af6c8040bd3cef657e483fa5a8f403');
INSERT INTO "cell" VALUES('source','s2','title','7932655179033c0f',10,'b7f007d9933e59a04b483ed80beabf55');
INSERT INTO "cell" VALUES('source_agent','6c881568-7d04-5bd8-8901-42b1e141cf07','made','7932655179033c0f',14,'417f229b2b09b5f5eb526a5f06abdf29');
INSERT INTO "cell" VALUES('source_agent','fbd65521-3755-5896-943d-ff5dc53c23b4','made','7932655179033c0f',6,'e66e7fe877a67c8f6843e71538566d0a');
INSERT INTO "cell" VALUES('tag','0e2d78ed-a22d-563d-b261-cd69364270a5','made','7932655179033c0f',62,'2afb9b83f9314e5d029766197f539792');
INSERT INTO "cell" VALUES('tag','0e2d78ed-a22d-563d-b261-cd69364270a5','name','7932655179033c0f',63,'73311850d011768528c0f22f1ee31443');
INSERT INTO "cell" VALUES('tagging','4d6af369-840d-5f77-a6ce-dea8dd3c97c2','made','7932655179033c0f',64,'e9d3d692ce7a8aa985c4d272ad739b48');
CREATE TABLE claim (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'disputed', 'resolved')),
    status_reason TEXT NOT NULL DEFAULT '',
    status_by TEXT NOT NULL DEFAULT '',
    status_at TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "claim" VALUES('c1','C01','It will be held in 2026.','','open','','','','Tester','2026-11-21T21:47:43Z',0);
INSERT INTO "claim" VALUES('c2','C02','It will not.','','open','','','','Tester','2026-11-21T21:47:43Z',0);
CREATE TABLE claim_provision (
    id TEXT NOT NULL PRIMARY KEY,
    claim TEXT NOT NULL REFERENCES claim (id),
    provision TEXT NOT NULL REFERENCES provision (id),
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
CREATE TABLE claim_relation (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL REFERENCES claim (id),
    relation TEXT NOT NULL CHECK (relation IN ('supports', 'contradicts', 'refines')),
    object TEXT NOT NULL REFERENCES claim (id),
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "claim_relation" VALUES('61c9d9a1-183f-529c-bd19-67d3a776ab5e','c1','contradicts','c2',0);
CREATE TABLE document (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT REFERENCES source (id),
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    file_name TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL CHECK (size >= 0),
    extractor TEXT NOT NULL DEFAULT '',
    extractor_version TEXT NOT NULL DEFAULT '',
    length INTEGER NOT NULL CHECK (length >= 0),
    main_end INTEGER NOT NULL CHECK (main_end BETWEEN 0 AND length),
    supersedes TEXT REFERENCES document (id),
    captured TEXT NOT NULL DEFAULT '',
    content_sha256 TEXT NOT NULL,
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1)),
    page_labels TEXT NOT NULL DEFAULT '{}',
    pages TEXT NOT NULL DEFAULT '[]',
    outline TEXT NOT NULL DEFAULT '[]',
    text TEXT NOT NULL,
    article TEXT,
    original BLOB NOT NULL
) STRICT;
INSERT INTO "document" VALUES('d-s1','s1','86216b87813bb2f007ca15930345759ff1753eb5d8c5c9dd1b94fe19c08b0328','text/plain','s1.txt',92,'plain','1',81,81,NULL,'2026-11-21T21:47:43Z','48e9c5329c3daa489512ec3be4c69c4963afc9fcd7d1b8a28e848b9cef5d26d5',0,'{}','[]','[]','A title

Article XII forbids it. 😀 Հայաստան said so.

The referendum is in 2026.
','<article/>',X'41207469746C650A0A41727469636C652058494920666F72626964732069742E20F09F988020D580D5A1D5B5D5A1D5BDD5BFD5A1D5B6207361696420736F2E0A0A546865207265666572656E64756D20697320696E20323032362E0A');
INSERT INTO "document" VALUES('d-s2','s2','038ed12993e62b53800c2aa84ec9b5ce2864b8eec2c03f00552e67464f332d5f','text/plain','s2.txt',30,'plain','1',30,30,NULL,'2026-11-21T21:47:43Z','0634ea5623ba8b1e0bb6e7696301fd1cb43f0fe797210d470e544157862ea517',0,'{}','[]','[]','The referendum may come later.','<article/>',X'546865207265666572656E64756D206D617920636F6D65206C617465722E');
INSERT INTO "document" VALUES('d-i1',NULL,'7116341b22827e2413a6b8fc973ca966b03ac68b4467d4340833d51e378fa356','text/plain','treaty.txt',59,'plain','1',59,59,NULL,'2026-11-21T21:47:43Z','6893fdb0303b2436c31c161460575714c4c79c6811ed8756a49fa8f5a909cc39',0,'{}','[]','[]','Preamble words

Article XII
1. First rule.
2. Second rule.
','<article/>',X'507265616D626C6520776F7264730A0A41727469636C65205849490A312E2046697273742072756C652E0A322E205365636F6E642072756C652E0A');
CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    annotation TEXT NOT NULL REFERENCES annotation (id),
    claim TEXT NOT NULL REFERENCES claim (id),
    stance TEXT NOT NULL DEFAULT 'mentions'
        CHECK (stance IN ('supports', 'contradicts', 'qualifies', 'mentions')),
    voice TEXT NOT NULL DEFAULT 'author' CHECK (voice IN ('author', 'reported', 'quoted')),
    attributed_to TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "evidence" VALUES('688a6892-f691-5476-9d6f-04a7df93a29e','d01b9f27-f90a-4465-b45f-8c6edbea1f6d','c1','supports','author','','Tester','2026-11-21T21:47:43Z',0);
INSERT INTO "evidence" VALUES('b41de7ba-18ae-54d9-a5fc-6118ec68a92e','79bb3d4e-7253-4e39-bffa-49a6c9eec7ce','c1','qualifies','reported','The minister','Tester','2026-11-21T21:47:43Z',0);
CREATE TABLE history (
    id INTEGER NOT NULL PRIMARY KEY,
    who TEXT NOT NULL,
    session TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    clock INTEGER NOT NULL,
    act TEXT NOT NULL REFERENCES act (id),
    in_table TEXT NOT NULL,
    row_id TEXT NOT NULL,
    field_group TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
INSERT INTO "history" VALUES(1,'Tester','2ddee258457ec6ee',1,117656627662946304,'9748582e-fccc-4334-939d-62bc46bb2009','project','cea50511-c43b-4146-901f-312e103641eb','made',NULL,'{"created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(2,'Tester','2ddee258457ec6ee',2,117656627662946305,'9748582e-fccc-4334-939d-62bc46bb2009','project','cea50511-c43b-4146-901f-312e103641eb','title',NULL,'{"title":"Test"}');
INSERT INTO "history" VALUES(3,'Tester','7932655179033c0f',1,117656627666944000,'f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','source','s1','made',NULL,'{"created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(4,'Tester','7932655179033c0f',2,117656627666944001,'f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','source','s1','title',NULL,'{"title":"Title s1"}');
INSERT INTO "history" VALUES(5,'Tester','7932655179033c0f',3,117656627666944002,'f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','source','s1','guessed',NULL,'{"guessed":"[\"title\"]"}');
INSERT INTO "history" VALUES(6,'Tester','7932655179033c0f',4,117656627666944003,'f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','agent','19029414-c91c-5ada-9336-9d39d9851e1d','made',NULL,'{}');
INSERT INTO "history" VALUES(7,'Tester','7932655179033c0f',5,117656627666944004,'f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','agent','19029414-c91c-5ada-9336-9d39d9851e1d','name',NULL,'{"family":"Author","given":"Ada","literal":"","non_dropping_particle":"","dropping_particle":"","suffix":""}');
INSERT INTO "history" VALUES(8,'Tester','7932655179033c0f',6,117656627666944005,'f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','source_agent','fbd65521-3755-5896-943d-ff5dc53c23b4','made',NULL,'{"source":"s1","agent":"19029414-c91c-5ada-9336-9d39d9851e1d","role":"author"}');
INSERT INTO "history" VALUES(9,'Tester','7932655179033c0f',7,117656627666944006,'f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','document','d-s1','made',NULL,'{"sha256":"86216b87813bb2f007ca15930345759ff1753eb5d8c5c9dd1b94fe19c08b0328","media_type":"text/plain","file_name":"s1.txt","size":92,"extractor":"plain","extractor_version":"1","length":81,"main_end":81,"supersedes":null,"captured":"2026-11-21T21:47:43Z","content_sha256":"48e9c5329c3daa489512ec3be4c69c4963afc9fcd7d1b8a28e848b9cef5d26d5"}');
INSERT INTO "history" VALUES(10,'Tester','7932655179033c0f',8,117656627666944007,'f08dd8ac-7cf0-4091-bdf7-3e25668f3adc','document','d-s1','source',NULL,'{"source":"s1"}');
INSERT INTO "history" VALUES(11,'Tester','7932655179033c0f',9,117656627667599360,'7075ec68-fb14-4a7e-996a-cba2a362442e','source','s2','made',NULL,'{"created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(12,'Tester','7932655179033c0f',10,117656627667599361,'7075ec68-fb14-4a7e-996a-cba2a362442e','source','s2','title',NULL,'{"title":"Title s2"}');
INSERT INTO "history" VALUES(13,'Tester','7932655179033c0f',11,117656627667599362,'7075ec68-fb14-4a7e-996a-cba2a362442e','source','s2','guessed',NULL,'{"guessed":"[\"title\"]"}');
INSERT INTO "history" VALUES(14,'Tester','7932655179033c0f',12,117656627667599363,'7075ec68-fb14-4a7e-996a-cba2a362442e','agent','b0cc3589-1d9c-5125-8ba0-db601c4ecd6d','made',NULL,'{}');
INSERT INTO "history" VALUES(15,'Tester','7932655179033c0f',13,117656627667599364,'7075ec68-fb14-4a7e-996a-cba2a362442e','agent','b0cc3589-1d9c-5125-8ba0-db601c4ecd6d','name',NULL,'{"family":"Author","given":"Ada","literal":"","non_dropping_particle":"","dropping_particle":"","suffix":""}');
INSERT INTO "history" VALUES(16,'Tester','7932655179033c0f',14,117656627667599365,'7075ec68-fb14-4a7e-996a-cba2a362442e','source_agent','6c881568-7d04-5bd8-8901-42b1e141cf07','made',NULL,'{"source":"s2","agent":"b0cc3589-1d9c-5125-8ba0-db601c4ecd6d","role":"author"}');
INSERT INTO "history" VALUES(17,'Tester','7932655179033c0f',15,117656627667599366,'7075ec68-fb14-4a7e-996a-cba2a362442e','document','d-s2','made',NULL,'{"sha256":"038ed12993e62b53800c2aa84ec9b5ce2864b8eec2c03f00552e67464f332d5f","media_type":"text/plain","file_name":"s2.txt","size":30,"extractor":"plain","extractor_version":"1","length":30,"main_end":30,"supersedes":null,"captured":"2026-11-21T21:47:43Z","content_sha256":"0634ea5623ba8b1e0bb6e7696301fd1cb43f0fe797210d470e544157862ea517"}');
INSERT INTO "history" VALUES(18,'Tester','7932655179033c0f',16,117656627667599367,'7075ec68-fb14-4a7e-996a-cba2a362442e','document','d-s2','source',NULL,'{"source":"s2"}');
INSERT INTO "history" VALUES(19,'Tester','7932655179033c0f',17,117656627667599368,'7075ec68-fb14-4a7e-996a-cba2a362442e','instrument','i1','made',NULL,'{"created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(20,'Tester','7932655179033c0f',18,117656627667599369,'7075ec68-fb14-4a7e-996a-cba2a362442e','instrument','i1','title',NULL,'{"title":"Agreement on Peace"}');
INSERT INTO "history" VALUES(21,'Tester','7932655179033c0f',19,117656627667599370,'7075ec68-fb14-4a7e-996a-cba2a362442e','instrument','i1','short',NULL,'{"short":"Agreement"}');
INSERT INTO "history" VALUES(22,'Tester','7932655179033c0f',20,117656627667599371,'7075ec68-fb14-4a7e-996a-cba2a362442e','instrument','i1','kind',NULL,'{"kind":"treaty"}');
INSERT INTO "history" VALUES(23,'Tester','7932655179033c0f',21,117656627667599372,'7075ec68-fb14-4a7e-996a-cba2a362442e','instrument_alias','94e468eb-7a12-534c-9d96-4ec1c4238693','made',NULL,'{"instrument":"i1","name":"the deal"}');
INSERT INTO "history" VALUES(24,'Tester','7932655179033c0f',22,117656627667599373,'7075ec68-fb14-4a7e-996a-cba2a362442e','document','d-i1','made',NULL,'{"sha256":"7116341b22827e2413a6b8fc973ca966b03ac68b4467d4340833d51e378fa356","media_type":"text/plain","file_name":"treaty.txt","size":59,"extractor":"plain","extractor_version":"1","length":59,"main_end":59,"supersedes":null,"captured":"2026-11-21T21:47:43Z","content_sha256":"6893fdb0303b2436c31c161460575714c4c79c6811ed8756a49fa8f5a909cc39"}');
INSERT INTO "history" VALUES(25,'Tester','7932655179033c0f',23,117656627667599374,'7075ec68-fb14-4a7e-996a-cba2a362442e','instrument_version','d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','made',NULL,'{"instrument":"i1","document":"d-i1","created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(26,'Tester','7932655179033c0f',24,117656627667599375,'7075ec68-fb14-4a7e-996a-cba2a362442e','instrument_version','d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','label',NULL,'{"label":"2025"}');
INSERT INTO "history" VALUES(27,'Tester','7932655179033c0f',25,117656627667599376,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','ea9f6b68-1794-5cfb-9a64-ecbc694fde2d','made',NULL,'{"instrument":"i1","wid":"preamble","kind":"preamble"}');
INSERT INTO "history" VALUES(28,'Tester','7932655179033c0f',26,117656627667599377,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision_text','28c3b0a1-7b1f-5252-b874-e64207405d9c','made',NULL,'{"version":"d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d","provision":"ea9f6b68-1794-5cfb-9a64-ecbc694fde2d"}');
INSERT INTO "history" VALUES(29,'Tester','7932655179033c0f',27,117656627667599378,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision_text','28c3b0a1-7b1f-5252-b874-e64207405d9c','text',NULL,'{"eid":"preamble","heading":"","start":0,"end":14,"text":"Preamble words"}');
INSERT INTO "history" VALUES(30,'Tester','7932655179033c0f',28,117656627667599379,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','eaa72c26-4566-55e2-92f5-d5423362b261','made',NULL,'{"instrument":"i1","wid":"art_12","kind":"article"}');
INSERT INTO "history" VALUES(31,'Tester','7932655179033c0f',29,117656627667599380,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','eaa72c26-4566-55e2-92f5-d5423362b261','num',NULL,'{"num":"XII"}');
INSERT INTO "history" VALUES(32,'Tester','7932655179033c0f',30,117656627667599381,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','eaa72c26-4566-55e2-92f5-d5423362b261','place',NULL,'{"parent":null,"position":1}');
INSERT INTO "history" VALUES(33,'Tester','7932655179033c0f',31,117656627667599382,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision_text','9c072f18-1733-59f1-a7ef-16fe0e122833','made',NULL,'{"version":"d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d","provision":"eaa72c26-4566-55e2-92f5-d5423362b261"}');
INSERT INTO "history" VALUES(34,'Tester','7932655179033c0f',32,117656627667599383,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision_text','9c072f18-1733-59f1-a7ef-16fe0e122833','text',NULL,'{"eid":"art_12","heading":"","start":16,"end":58,"text":"Article XII\n1. First rule.\n2. Second rule."}');
INSERT INTO "history" VALUES(35,'Tester','7932655179033c0f',33,117656627667599384,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','481fd3d0-129e-5a8a-8bd4-0eca86fba933','made',NULL,'{"instrument":"i1","wid":"art_12__para_1","kind":"paragraph"}');
INSERT INTO "history" VALUES(36,'Tester','7932655179033c0f',34,117656627667599385,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','481fd3d0-129e-5a8a-8bd4-0eca86fba933','num',NULL,'{"num":"1"}');
INSERT INTO "history" VALUES(37,'Tester','7932655179033c0f',35,117656627667599386,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','481fd3d0-129e-5a8a-8bd4-0eca86fba933','place',NULL,'{"parent":"eaa72c26-4566-55e2-92f5-d5423362b261","position":0}');
INSERT INTO "history" VALUES(38,'Tester','7932655179033c0f',36,117656627667599387,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision_text','6cab63f3-d925-5fc5-b35b-2f163b80212b','made',NULL,'{"version":"d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d","provision":"481fd3d0-129e-5a8a-8bd4-0eca86fba933"}');
INSERT INTO "history" VALUES(39,'Tester','7932655179033c0f',37,117656627667599388,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision_text','6cab63f3-d925-5fc5-b35b-2f163b80212b','text',NULL,'{"eid":"art_12__para_1","heading":"","start":28,"end":42,"text":"1. First rule."}');
INSERT INTO "history" VALUES(40,'Tester','7932655179033c0f',38,117656627667599389,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','1d72fd76-6bc5-5445-a84a-d9f68de18fa4','made',NULL,'{"instrument":"i1","wid":"art_12__para_2","kind":"paragraph"}');
INSERT INTO "history" VALUES(41,'Tester','7932655179033c0f',39,117656627667599390,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','1d72fd76-6bc5-5445-a84a-d9f68de18fa4','num',NULL,'{"num":"2"}');
INSERT INTO "history" VALUES(42,'Tester','7932655179033c0f',40,117656627667599391,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision','1d72fd76-6bc5-5445-a84a-d9f68de18fa4','place',NULL,'{"parent":"eaa72c26-4566-55e2-92f5-d5423362b261","position":1}');
INSERT INTO "history" VALUES(43,'Tester','7932655179033c0f',41,117656627667599392,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision_text','6ec93c6a-db37-5eca-ad4a-0a8875457710','made',NULL,'{"version":"d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d","provision":"1d72fd76-6bc5-5445-a84a-d9f68de18fa4"}');
INSERT INTO "history" VALUES(44,'Tester','7932655179033c0f',42,117656627667599393,'7075ec68-fb14-4a7e-996a-cba2a362442e','provision_text','6ec93c6a-db37-5eca-ad4a-0a8875457710','text',NULL,'{"eid":"art_12__para_2","heading":"","start":43,"end":58,"text":"2. Second rule."}');
INSERT INTO "history" VALUES(45,'Tester','7932655179033c0f',43,117656627667599394,'7075ec68-fb14-4a7e-996a-cba2a362442e','annotation','d01b9f27-f90a-4465-b45f-8c6edbea1f6d','made',NULL,'{"motivation":"highlighting","author":"Tester","created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(46,'Tester','7932655179033c0f',44,117656627667599395,'7075ec68-fb14-4a7e-996a-cba2a362442e','annotation','d01b9f27-f90a-4465-b45f-8c6edbea1f6d','anchor',NULL,'{"document":"d-s1","start":58,"end":68,"exact":"referendum","prefix":"ds it. 😀 Հայաստան said so.\n\nThe ","suffix":" is in 2026.\n","fragment":"","paragraph":2,"page_label":"","locator_label":"","locator_value":"","parts":"[]","state":"exact","score":null}');
INSERT INTO "history" VALUES(47,'Tester','7932655179033c0f',45,117656627667599396,'7075ec68-fb14-4a7e-996a-cba2a362442e','annotation','79bb3d4e-7253-4e39-bffa-49a6c9eec7ce','made',NULL,'{"motivation":"highlighting","author":"Tester","created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(48,'Tester','7932655179033c0f',46,117656627667599397,'7075ec68-fb14-4a7e-996a-cba2a362442e','annotation','79bb3d4e-7253-4e39-bffa-49a6c9eec7ce','anchor',NULL,'{"document":"d-s2","start":15,"end":29,"exact":"may come later","prefix":"The referendum ","suffix":".","fragment":"","paragraph":2,"page_label":"","locator_label":"","locator_value":"","parts":"[]","state":"exact","score":null}');
INSERT INTO "history" VALUES(49,'Tester','7932655179033c0f',47,117656627667599398,'7075ec68-fb14-4a7e-996a-cba2a362442e','claim','c1','made',NULL,'{"author":"Tester","created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(50,'Tester','7932655179033c0f',48,117656627667599399,'7075ec68-fb14-4a7e-996a-cba2a362442e','claim','c1','key',NULL,'{"key":"C01"}');
INSERT INTO "history" VALUES(51,'Tester','7932655179033c0f',49,117656627667599400,'7075ec68-fb14-4a7e-996a-cba2a362442e','claim','c1','text',NULL,'{"text":"It will be held in 2026."}');
INSERT INTO "history" VALUES(52,'Tester','7932655179033c0f',50,117656627667599401,'7075ec68-fb14-4a7e-996a-cba2a362442e','claim','c2','made',NULL,'{"author":"Tester","created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(53,'Tester','7932655179033c0f',51,117656627667599402,'7075ec68-fb14-4a7e-996a-cba2a362442e','claim','c2','key',NULL,'{"key":"C02"}');
INSERT INTO "history" VALUES(54,'Tester','7932655179033c0f',52,117656627667599403,'7075ec68-fb14-4a7e-996a-cba2a362442e','claim','c2','text',NULL,'{"text":"It will not."}');
INSERT INTO "history" VALUES(55,'Tester','7932655179033c0f',53,117656627667599404,'7075ec68-fb14-4a7e-996a-cba2a362442e','claim_relation','61c9d9a1-183f-529c-bd19-67d3a776ab5e','made',NULL,'{"subject":"c1","relation":"contradicts","object":"c2"}');
INSERT INTO "history" VALUES(56,'Tester','7932655179033c0f',54,117656627667599405,'7075ec68-fb14-4a7e-996a-cba2a362442e','evidence','688a6892-f691-5476-9d6f-04a7df93a29e','made',NULL,'{"annotation":"d01b9f27-f90a-4465-b45f-8c6edbea1f6d","claim":"c1","author":"Tester","created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(57,'Tester','7932655179033c0f',55,117656627667599406,'7075ec68-fb14-4a7e-996a-cba2a362442e','evidence','688a6892-f691-5476-9d6f-04a7df93a29e','stance',NULL,'{"stance":"supports"}');
INSERT INTO "history" VALUES(58,'Tester','7932655179033c0f',56,117656627667599407,'7075ec68-fb14-4a7e-996a-cba2a362442e','evidence','b41de7ba-18ae-54d9-a5fc-6118ec68a92e','made',NULL,'{"annotation":"79bb3d4e-7253-4e39-bffa-49a6c9eec7ce","claim":"c1","author":"Tester","created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(59,'Tester','7932655179033c0f',57,117656627667599408,'7075ec68-fb14-4a7e-996a-cba2a362442e','evidence','b41de7ba-18ae-54d9-a5fc-6118ec68a92e','stance',NULL,'{"stance":"qualifies"}');
INSERT INTO "history" VALUES(60,'Tester','7932655179033c0f',58,117656627667599409,'7075ec68-fb14-4a7e-996a-cba2a362442e','evidence','b41de7ba-18ae-54d9-a5fc-6118ec68a92e','voice',NULL,'{"voice":"reported","attributed_to":"The minister"}');
INSERT INTO "history" VALUES(61,'Tester','7932655179033c0f',59,117656627667599410,'7075ec68-fb14-4a7e-996a-cba2a362442e','mention','38c1444c-3034-5711-961b-88a5b4b5f3ec','made',NULL,'{"annotation":"d01b9f27-f90a-4465-b45f-8c6edbea1f6d","provision":"1d72fd76-6bc5-5445-a84a-d9f68de18fa4","author":"Tester","created":"2026-11-21T21:47:43Z"}');
INSERT INTO "history" VALUES(62,'Tester','7932655179033c0f',60,117656627667599411,'7075ec68-fb14-4a7e-996a-cba2a362442e','mention','38c1444c-3034-5711-961b-88a5b4b5f3ec','form',NULL,'{"form":"implicit"}');
INSERT INTO "history" VALUES(63,'Tester','7932655179033c0f',61,117656627667599412,'7075ec68-fb14-4a7e-996a-cba2a362442e','mention','38c1444c-3034-5711-961b-88a5b4b5f3ec','fidelity',NULL,'{"fidelity":"gloss"}');
INSERT INTO "history" VALUES(64,'Tester','7932655179033c0f',62,117656627667599413,'7075ec68-fb14-4a7e-996a-cba2a362442e','tag','0e2d78ed-a22d-563d-b261-cd69364270a5','made',NULL,'{}');
INSERT INTO "history" VALUES(65,'Tester','7932655179033c0f',63,117656627667599414,'7075ec68-fb14-4a7e-996a-cba2a362442e','tag','0e2d78ed-a22d-563d-b261-cd69364270a5','name',NULL,'{"name":"Constitution"}');
INSERT INTO "history" VALUES(66,'Tester','7932655179033c0f',64,117656627667599415,'7075ec68-fb14-4a7e-996a-cba2a362442e','tagging','4d6af369-840d-5f77-a6ce-dea8dd3c97c2','made',NULL,'{"tag":"0e2d78ed-a22d-563d-b261-cd69364270a5","target_kind":"annotation","target":"d01b9f27-f90a-4465-b45f-8c6edbea1f6d"}');
INSERT INTO "history" VALUES(67,'Tester','7932655179033c0f',65,117656627667861504,'67818ebb-7c59-4e6c-a5ad-c354f4ea6c94','annotation','d01b9f27-f90a-4465-b45f-8c6edbea1f6d','colour','{"colour":"yellow"}','{"colour":"red"}');
CREATE TABLE instrument (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    short TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    csl TEXT NOT NULL DEFAULT '{}',
    created TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "instrument" VALUES('i1','Agreement on Peace','Agreement','treaty','{}','2026-11-21T21:47:43Z',0);
CREATE TABLE instrument_alias (
    id TEXT NOT NULL PRIMARY KEY,
    instrument TEXT NOT NULL REFERENCES instrument (id),
    name TEXT NOT NULL,
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "instrument_alias" VALUES('94e468eb-7a12-534c-9d96-4ec1c4238693','i1','the deal',0);
CREATE TABLE instrument_event (
    id TEXT NOT NULL PRIMARY KEY,
    instrument TEXT NOT NULL REFERENCES instrument (id),
    kind TEXT NOT NULL,
    date TEXT NOT NULL DEFAULT '',
    actor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
CREATE TABLE instrument_version (
    id TEXT NOT NULL PRIMARY KEY,
    instrument TEXT NOT NULL REFERENCES instrument (id),
    document TEXT NOT NULL REFERENCES document (id),
    label TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "instrument_version" VALUES('d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','i1','d-i1','2025','2026-11-21T21:47:43Z',0);
CREATE TABLE mention (
    id TEXT NOT NULL PRIMARY KEY,
    annotation TEXT NOT NULL REFERENCES annotation (id),
    provision TEXT NOT NULL REFERENCES provision (id),
    form TEXT NOT NULL DEFAULT 'explicit' CHECK (form IN ('explicit', 'implicit', 'anaphora')),
    fidelity TEXT NOT NULL DEFAULT 'unchecked'
        CHECK (fidelity IN ('unchecked', 'matches', 'gloss', 'mispinned', 'contradicted')),
    accepted INTEGER DEFAULT 1 CHECK (accepted IN (0, 1)),
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "mention" VALUES('38c1444c-3034-5711-961b-88a5b4b5f3ec','d01b9f27-f90a-4465-b45f-8c6edbea1f6d','1d72fd76-6bc5-5445-a84a-d9f68de18fa4','implicit','gloss',1,'Tester','2026-11-21T21:47:43Z',0);
CREATE TABLE note (
    id TEXT NOT NULL PRIMARY KEY,
    target_kind TEXT NOT NULL,
    target TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
CREATE TABLE project (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "project" VALUES('cea50511-c43b-4146-901f-312e103641eb','Test','2026-11-21T21:47:43Z');
CREATE TABLE provision (
    id TEXT NOT NULL PRIMARY KEY,
    instrument TEXT NOT NULL REFERENCES instrument (id),
    wid TEXT NOT NULL,
    kind TEXT NOT NULL,
    num TEXT NOT NULL DEFAULT '',
    parent TEXT REFERENCES provision (id),
    position INTEGER NOT NULL DEFAULT 0,
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "provision" VALUES('ea9f6b68-1794-5cfb-9a64-ecbc694fde2d','i1','preamble','preamble','',NULL,0,0);
INSERT INTO "provision" VALUES('eaa72c26-4566-55e2-92f5-d5423362b261','i1','art_12','article','XII',NULL,1,0);
INSERT INTO "provision" VALUES('481fd3d0-129e-5a8a-8bd4-0eca86fba933','i1','art_12__para_1','paragraph','1','eaa72c26-4566-55e2-92f5-d5423362b261',0,0);
INSERT INTO "provision" VALUES('1d72fd76-6bc5-5445-a84a-d9f68de18fa4','i1','art_12__para_2','paragraph','2','eaa72c26-4566-55e2-92f5-d5423362b261',1,0);
CREATE TABLE provision_text (
    id TEXT NOT NULL PRIMARY KEY,
    version TEXT NOT NULL REFERENCES instrument_version (id),
    provision TEXT NOT NULL REFERENCES provision (id),
    eid TEXT NOT NULL DEFAULT '',
    heading TEXT NOT NULL DEFAULT '',
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    text TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "provision_text" VALUES('28c3b0a1-7b1f-5252-b874-e64207405d9c','d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','ea9f6b68-1794-5cfb-9a64-ecbc694fde2d','preamble','',0,14,'Preamble words',0);
INSERT INTO "provision_text" VALUES('9c072f18-1733-59f1-a7ef-16fe0e122833','d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','eaa72c26-4566-55e2-92f5-d5423362b261','art_12','',16,58,'Article XII
1. First rule.
2. Second rule.',0);
INSERT INTO "provision_text" VALUES('6cab63f3-d925-5fc5-b35b-2f163b80212b','d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','481fd3d0-129e-5a8a-8bd4-0eca86fba933','art_12__para_1','',28,42,'1. First rule.',0);
INSERT INTO "provision_text" VALUES('6ec93c6a-db37-5eca-ad4a-0a8875457710','d99c7e5b-c10c-5d40-83b7-5cb2e69ed41d','1d72fd76-6bc5-5445-a84a-d9f68de18fa4','art_12__para_2','',43,58,'2. Second rule.',0);
CREATE TABLE purged (
    in_table TEXT NOT NULL,
    row_id TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (in_table, row_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE recipe (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '{}',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
CREATE TABLE setting (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    value TEXT NOT NULL DEFAULT 'null',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
CREATE TABLE source (
    id TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL DEFAULT 'document',
    title TEXT NOT NULL DEFAULT '',
    title_short TEXT NOT NULL DEFAULT '',
    container_title TEXT NOT NULL DEFAULT '',
    publisher TEXT NOT NULL DEFAULT '',
    publisher_place TEXT NOT NULL DEFAULT '',
    issued TEXT NOT NULL DEFAULT '',
    accessed TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    doi TEXT NOT NULL DEFAULT '',
    isbn TEXT NOT NULL DEFAULT '',
    volume TEXT NOT NULL DEFAULT '',
    issue TEXT NOT NULL DEFAULT '',
    page TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    citekey TEXT NOT NULL DEFAULT '',
    annote TEXT NOT NULL DEFAULT '',
    csl TEXT NOT NULL DEFAULT '{}',
    guessed TEXT NOT NULL DEFAULT '[]',
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1)),
    created TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "source" VALUES('s1','document','Title s1','','','','','','','','','','','','','','','','{}','["title"]',0,'2026-11-21T21:47:43Z','2026-11-21T21:47:43Z');
INSERT INTO "source" VALUES('s2','document','Title s2','','','','','','','','','','','','','','','','{}','["title"]',0,'2026-11-21T21:47:43Z','2026-11-21T21:47:43Z');
CREATE TABLE source_agent (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES source (id),
    agent TEXT NOT NULL REFERENCES agent (id),
    role TEXT NOT NULL DEFAULT 'author',
    position INTEGER NOT NULL DEFAULT 0,
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "source_agent" VALUES('fbd65521-3755-5896-943d-ff5dc53c23b4','s1','19029414-c91c-5ada-9336-9d39d9851e1d','author',0,0);
INSERT INTO "source_agent" VALUES('6c881568-7d04-5bd8-8901-42b1e141cf07','s2','b0cc3589-1d9c-5125-8ba0-db601c4ecd6d','author',0,0);
CREATE TABLE tag (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    parent TEXT REFERENCES tag (id),
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "tag" VALUES('0e2d78ed-a22d-563d-b261-cd69364270a5','Constitution',NULL,0);
CREATE TABLE tagging (
    id TEXT NOT NULL PRIMARY KEY,
    tag TEXT NOT NULL REFERENCES tag (id),
    target_kind TEXT NOT NULL,
    target TEXT NOT NULL,
    trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO "tagging" VALUES('4d6af369-840d-5f77-a6ce-dea8dd3c97c2','0e2d78ed-a22d-563d-b261-cd69364270a5','annotation','d01b9f27-f90a-4465-b45f-8c6edbea1f6d',0);
CREATE TABLE vector (
    session TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;
INSERT INTO "vector" VALUES('2ddee258457ec6ee',2);
INSERT INTO "vector" VALUES('7932655179033c0f',65);
CREATE INDEX source_agent_by_source ON source_agent (source);
CREATE INDEX source_agent_by_agent ON source_agent (agent);
CREATE INDEX document_by_source ON document (source);
CREATE INDEX document_by_sha256 ON document (sha256);
CREATE INDEX document_by_supersedes ON document (supersedes);
CREATE INDEX annotation_by_document ON annotation (document, start);
CREATE INDEX instrument_alias_by_instrument ON instrument_alias (instrument);
CREATE INDEX instrument_event_by_instrument ON instrument_event (instrument);
CREATE INDEX instrument_version_by_instrument ON instrument_version (instrument);
CREATE INDEX instrument_version_by_document ON instrument_version (document);
CREATE INDEX provision_by_instrument ON provision (instrument, wid);
CREATE INDEX provision_by_parent ON provision (parent);
CREATE INDEX provision_text_by_version ON provision_text (version);
CREATE INDEX provision_text_by_provision ON provision_text (provision);
CREATE INDEX mention_by_annotation ON mention (annotation);
CREATE INDEX mention_by_provision ON mention (provision);
CREATE INDEX claim_relation_by_subject ON claim_relation (subject);
CREATE INDEX claim_relation_by_object ON claim_relation (object);
CREATE INDEX claim_provision_by_claim ON claim_provision (claim);
CREATE INDEX claim_provision_by_provision ON claim_provision (provision);
CREATE INDEX evidence_by_annotation ON evidence (annotation);
CREATE INDEX evidence_by_claim ON evidence (claim);
CREATE INDEX tag_by_parent ON tag (parent);
CREATE INDEX tagging_by_tag ON tagging (tag);
CREATE INDEX tagging_by_target ON tagging (target);
CREATE INDEX note_by_target ON note (target);
CREATE INDEX act_by_clock ON act (clock);
CREATE INDEX act_by_state ON act (kind, state, clock);
CREATE INDEX act_by_of_act ON act (of_act);
CREATE INDEX history_by_act ON history (act);
CREATE INDEX history_by_row ON history (row_id);
CREATE INDEX history_by_dot ON history (session, seq);
COMMIT;
